using Workers.Risk.Hazard;
using Workers.Risk.Results;

namespace Workers.OpenQuake.Tests.Results;

public sealed class Tables_as_files : ResultsWritten
{
    [Fact]
    public async Task Events_tell_their_rupture_and_year_and_stand_by_realization_and_loss()
    {
        var table = new EventTable(
            OutputKind.RiskByEvent,
            "structural",
            [Measure.Variance, Measure.Loss],
            [3, 3, 5, 9],
            [0, 1, 1, 1],
            [[0, 0, 0, 0], [1, 8, 7, 6]]);
        var second = new AssetValues(OutputKind.AverageLosses, "structural", Measure.Loss, 1, null, null, [1, 2]);
        await WriteAsync(new EventSet([3, 5, 9], [0, 1, 0], [100, 200, 300], [11, 12, 13]), table, second);
        Assert.Equal(
            [
                "event_id,loss,loss_type,rup_id,year",
                "9,6,structural,13,300",
                "3,8,structural,11,100",
                "5,7,structural,12,200",
            ],
            Lines("risk_by_event.csv"));
    }

    [Fact]
    public async Task Loss_types_stand_by_the_engines_numbers()
    {
        string[] lossTypes =
        [
            "contents", "structural", "structural+contents", "structural+contents_ins", "structural_ins", "claim",
            "residents", "contents_ins",
        ];
        await WriteAsync([.. lossTypes.Reverse().Select(TableOf)]);
        Assert.Equal(lossTypes, Lines("risk_by_event.csv")[1..].Select(line => line.Split(',')[2]));

        static EventTable TableOf(string lossType) =>
            new(OutputKind.RiskByEvent, lossType, [Measure.Loss, Measure.Variance], [0], [1], [[1], [0]]);
    }

    [Fact]
    public async Task Aggregates_have_a_file_for_each_set_of_tags()
    {
        string[] both = [Measure.Loss, Measure.Ratio];
        await WriteAsync(
            Table(0, null, both, [0, 1], [[1, 2], [0.5, 0.25]]),
            Table(1, null, both, [1], [[3], [0.75]]),
            Table(null, "mean", [Measure.Loss], [1], [[2.5]]));
        Assert.Equal(
            ["loss_type,district,rlz_id,loss_value,loss_ratio", "occupants_night,-7,0,1,0.5"],
            Lines("aggrisk-district.csv"));
        Assert.Equal(
            ["loss_type,rlz_id,loss_value,loss_ratio", "occupants_night,0,2,0.25", "occupants_night,1,3,0.75"],
            Lines("aggrisk.csv"));
        Assert.Equal(["loss_type,loss,stat", "occupants,2.5,mean"], Lines("aggrisk-stats.csv"));

        static AggregateTable Table(
            int? realization,
            string? statistic,
            string[] measures,
            int[] keys,
            double[][] values) =>
            new(OutputKind.AggregateRisk, "occupants", realization, statistic, measures, keys, null, values);
    }

    [Fact]
    public async Task Curves_name_values_and_ratios_of_losses_amplified_losses_and_consequences()
    {
        string[] measures =
        [
            "fatalities_oep", "fatalities_oep_ratio", "loss_oep", "ratio_oep", "pla_loss_oep", "pla_loss_oep_ratio",
        ];
        double[][] values = [.. measures.Select((_, i) => new double[] { i })];
        await WriteAsync(
            new AggregateTable(OutputKind.AggregateCurves, "structural", 0, null, measures, [1], [50], values));
        Assert.Equal(
            [
                "return_period,loss_type,fatalities_oep_value,fatalities_oep_ratio,loss_oep_value,loss_oep_ratio," +
                    "pla_loss_oep_value,pla_loss_oep_ratio",
                "50,structural,0,1,2,3,4,5",
            ],
            Lines("aggcurves.csv"));
    }

    [Fact]
    public async Task Averages_name_their_realization_if_several_have_losses_and_curves_in_any_case()
    {
        await WriteAsync(
            new AggregateTable(OutputKind.AggregateRisk, "structural", 0, null, [Measure.Loss], [1], null, [[1]]),
            new AggregateTable(OutputKind.AggregateRisk, "structural", 1, null, [Measure.Loss], [], null, [[]]),
            new AggregateTable(OutputKind.AggregateCurves, "structural", 0, null, [Measure.Loss], [1], [50], [[1]]),
            new AggregateTable(OutputKind.AggregateCurves, "structural", 1, null, [Measure.Loss], [], [], [[]]));
        Assert.Equal("loss_type,loss", Lines("aggrisk.csv")[0]);
        Assert.Equal("return_period,loss_type,rlz_id,loss", Lines("aggcurves.csv")[0]);
    }

    [Fact]
    public async Task Claims_are_shown_by_event_and_in_statistics_alone()
    {
        await WriteAsync(
            new AssetValues(OutputKind.AverageLosses, "structural", Measure.Loss, 0, null, null, [1, 2]),
            new AssetValues(OutputKind.AverageLosses, "claim", Measure.Loss, 0, null, null, [1, 2]),
            new EventTable(OutputKind.RiskByEvent, "claim", [Measure.Loss, Measure.Variance], [0], [1], [[1], [0]]),
            new AggregateTable(OutputKind.AggregateRisk, "structural", 0, null, [Measure.Loss], [1], null, [[1]]),
            new AggregateTable(OutputKind.AggregateRisk, "claim", 0, null, [Measure.Loss], [1], null, [[1]]),
            new AggregateTable(OutputKind.AggregateRisk, "claim", null, "mean", [Measure.Loss], [1], null, [[1]]));
        Assert.EndsWith("lat,structural", Lines("avg_losses-rlz-000.csv")[0]);
        Assert.Equal(["loss_type,loss", "structural,1"], Lines("aggrisk.csv"));
        Assert.Contains("claim", Read("risk_by_event.csv"));
        Assert.Contains("claim", Read("aggrisk-stats.csv"));
    }

    [Fact]
    public async Task Collected_realizations_are_listed_and_their_events_stand_by_loss()
    {
        string[] measures = [Measure.Loss, Measure.Variance];
        float[][] values = [[8, 7, 6], [0, 0, 0]];
        var table = new EventTable(OutputKind.RiskByEvent, "structural", measures, [3, 5, 9], [1, 1, 1], values);
        await WriteAsync(
            new EventSet([3, 5, 9], [0, 1, 0], null),
            table,
            new AssetValues(OutputKind.AverageLosses, "structural", Measure.Loss, 0, null, null, [1, 2]));
        Assert.Equal(["9", "5", "3"], Lines("risk_by_event.csv")[1..].Select(line => line.Split(',')[0]));
        Assert.Equal(3, Lines("realizations.csv").Length);
    }
}
