namespace Workers.Kit.Benchmarks;

/// <summary>Names of the benchmarks.</summary>
public static class Benchmark
{
    public const string Import = "import";
    public const string Clip = "clip";
    public const string Resume = "resume";
    public const string Kernels = "kernels";
    public const string Job = "job";
    public const string Overhead = "overhead";
    public const string Whole = "whole";
    public const string Calculators = "calculators";
    public const string Fairness = "fairness";
    public const string Growth = "growth";
    public const string Assets = "assets";

    private const string Separator = ", ";

    /// <summary>All, in the order in which they run.</summary>
    public const string List =
        Import + Separator + Clip + Separator + Resume + Separator + Kernels + Separator + Job + Separator + Overhead
        + Separator + Whole + Separator + Calculators + Separator + Fairness + Separator + Growth + Separator
        + Assets;

    /// <inheritdoc cref="List"/>
    public static IReadOnlyList<string> All { get; } = List.Split(Separator);
}
