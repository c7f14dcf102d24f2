using Workers.Risk.EventBased;
using Workers.Risk.Exposure;
using Workers.Risk.Hazard;
using Workers.Risk.Job;
using Workers.Risk.Modes;
using Workers.Risk.Results;

namespace Workers.Risk.Tests.EventBased;

public class Losses_in_blocks
{
    private const int Events = 300;

    private static readonly Asset[] Assets = [
        .. Enumerable.Range(0, 40)
            .Select(i => Models.Asset($"a{i}", i % 3 + 0.001 * i, 0, 100 * (i + 1), tag: $"d{i % 7}"))];

    private readonly EventRiskCalculation _calculation;
    private readonly GroundMotionFields _fields;
    private readonly RiskResults _whole;

    public Losses_in_blocks()
    {
        var random = new System.Random(1);
        float[][] gmvs = [
            .. Enumerable.Range(0, 3)
                .Select(
                    _ =>
                        Enumerable.Range(0, Events)
                            .Select(e => e % 11 == 0 ? float.NaN : random.NextSingle())
                            .ToArray())];
        var hazard = Models.Scenario(
            Models.Sites((0, 0), (1, 0), (2, 0)),
            gmvs,
            investigationTime: 50,
            ses: 2,
            realizations: [.. Enumerable.Range(0, Events).Select(e => e % 2)]);
        var job = Models.Job(
            "event_based_risk",
            Assets,
            new RiskParameters { Mode = RiskModes.Named("event_based_risk"), AggregateBy = [["district"], ["id"]] },
            Models.Adobe(0.4));
        _fields = (GroundMotionFields)hazard.Fields;
        _calculation = new(job, hazard);
        _whole = RiskCalculation.Calculate(job, hazard);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(299)]
    public void Are_those_of_the_whole(int size)
    {
        var ranges = Enumerable.Range(0, (Events + size - 1) / size)
            .Select(b => new EventRange(b * size, Math.Min(size, Events - b * size)))
            .ToArray();
        var blocks = new EventBlock[ranges.Length][];
        Parallel.For(
            0,
            ranges.Length,
            b => blocks[^(b + 1)] = _calculation.Calculate(Part(ranges[^(b + 1)]), new(0, ranges[^(b + 1)].Count)));
        var results = Results(blocks);

        var one = _whole.Outputs.OfType<EventTable>().Single();
        var other = results.Outputs.OfType<EventTable>().Single();
        Assert.Equal(one.EventIds, other.EventIds);
        Assert.Equal(one.AggregateIds, other.AggregateIds);
        Assert.Equal(one.Values[0], other.Values[0]);
        Assert.Equal(one.Values[1], other.Values[1]);
        foreach (var (a, b) in _whole.Outputs.OfType<AggregateTable>().Zip(results.Outputs.OfType<AggregateTable>()))
            Assert.Equal(a.Values, b.Values);
        foreach (var (a, b) in _whole.Outputs.OfType<AssetValues>().Zip(results.Outputs.OfType<AssetValues>()))
            Assert.Equal(a.Values, b.Values, (x, y) => Math.Abs(x - y) <= 1e-7 * Math.Abs(x));
    }

    [Fact]
    public void Are_the_planned_ones_bit_for_bit_whoever_calculates_them()
    {
        var blocks = new EventBlock[_calculation.Blocks.Count][];
        Parallel.For(
            0,
            blocks.Length,
            b =>
                blocks[b] = _calculation.Calculate(Part(_calculation.Blocks[b]), new(0, _calculation.Blocks[b].Count)));
        foreach (var (a, b) in _whole.Outputs.OfType<AssetValues>().Zip(Results(blocks).Outputs.OfType<AssetValues>()))
            Assert.Equal(a.Values, b.Values);
    }

    private RiskResults Results(EventBlock[][] blocks) =>
        _calculation.Frame() with { Outputs = [.. _calculation.Outputs(new EventBlocksInMemory(blocks))] };

    private GroundMotionFields Part(EventRange range) => _fields with
    {
        Events = new EventSet(
            _fields.Events.Ids[range.First..(range.First + range.Count)],
            _fields.Events.Realizations[range.First..(range.First + range.Count)],
            null),
        Gmvs = [
            [
                .. Enumerable.Range(0, 3)
                    .SelectMany(s => _fields.Values(0, s).Slice(range.First, range.Count).ToArray())]],
    };
}
