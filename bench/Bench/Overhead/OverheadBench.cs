using Workers.Bench.Reporting;

namespace Workers.Bench.Overhead;

/// <summary>What saga, inbox and outbox cost: jobs of empty steps, against the same messages without them.</summary>
internal static class OverheadBench
{
    private const int AtOnce = 16, WarmUp = 2;

    public static async Task<IReadOnlyList<Line>> RunAsync(Options options)
    {
        var jobs = options.Quick ? 60 : 300;
        await using var ours = await WithSagaAndOutbox.StartAsync(AtOnce);
        await using var plain = await PlainConsumers.StartAsync(AtOnce);
        await using var ourCustomer = await Customer.ConnectAsync(ours.Broker);
        await using var plainCustomer = await Customer.ConnectAsync(plain.Broker);
        List<double> withSaga = [], without = [];
        for (var round = 0; round < WarmUp + options.Repetitions; round++)
        {
            withSaga.Add(jobs / await ourCustomer.RunAsync(jobs));
            without.Add(jobs / await plainCustomer.RunAsync(jobs));
        }
        return
        [
            Line.Rate(
                $"jobs of empty steps, {jobs} at once",
                "1/s",
                [.. withSaga.Skip(WarmUp)],
                "no saga, inbox or outbox",
                [.. without.Skip(WarmUp)],
                atLeast: 0.5),
        ];
    }
}
