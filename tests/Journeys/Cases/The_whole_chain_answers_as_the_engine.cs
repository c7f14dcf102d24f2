using System.Diagnostics;
using Workers.Journeys.Running;
using Workers.Support.Answers;

namespace Workers.Journeys.Cases;

/// <summary>
/// Every case through five processes, two archives and the broker; <c>./workers cases</c> prints what it finds as a
/// table.
/// </summary>
[Collection(OneSystem.Name)]
public sealed class The_whole_chain_answers_as_the_engine(RunningSystem system)
{
    private static readonly string? Table = Environment.GetEnvironmentVariable("WORKERS_CASES_TABLE");

    public static TheoryData<string> InTheClone() => [.. EngineCase.InTheClone];

    public static TheoryData<string> BesideTheCheckout() => [.. EngineCase.BesideTheCheckout];

    [SkippableTheory]
    [MemberData(nameof(InTheClone))]
    public Task To_cases_in_the_clone(string name) => CompareAsync(EngineCase.Copy(name));

    [SkippableTheory]
    [MemberData(nameof(BesideTheCheckout))]
    public Task To_cases_beside_the_checkout(string name) => CompareAsync(EngineCase.Shared(name));

    private async Task CompareAsync(EngineCase engine)
    {
        await system.UpAsync();
        var request = await system.Client.RequestForAsync(engine);
        var watch = Stopwatch.StartNew();
        await system.Client.Jobs.SubmitAsync(request, CancellationToken.None);
        var results = await system.Client.CompleteAsync(request.JobId);
        var seconds = watch.Elapsed.TotalSeconds;
        var agreement = await engine.CompareAsync(results);
        if (Table is not null)
            await File.AppendAllTextAsync(Table, Line(engine, agreement, seconds));
        Assert.True(agreement.Problems.Count == 0, string.Join('\n', agreement.Problems));
        Assert.True(agreement.Files > 0 && agreement.Values > 0);
    }

    /// <summary>A line of the table that <c>./workers cases</c> prints.</summary>
    private static string Line(EngineCase engine, Agreement agreement, double seconds) => FormattableString.Invariant(
        $"{engine.Name}\t{engine.Mode}\t{agreement.Files}\t{agreement.Rows}\t") + FormattableString.Invariant(
        $"{agreement.Columns}\t{agreement.Values}\t") +
        FormattableString.Invariant(
        $"{agreement.Greatest:R}\t{agreement.GreatestPrinted:R}\t{seconds:0.00}\t{agreement.Problems.Count}\n");
}
