using Workers.Contracts;

namespace Workers.Faults.Load;

/// <summary>Something that jobs are asked for, and what they must give.</summary>
/// <param name="Name">As it is reported.</param>
/// <param name="Weight">How often it is asked for, beside the others.</param>
/// <param name="Request">The request, with neither job id nor area.</param>
public sealed record LoadCase(string Name, int Weight, ImportHazardRequested Request)
{
    /// <summary>Hash of the results of a run without any fault.</summary>
    public string Undisturbed { get; init; } = "";
}
