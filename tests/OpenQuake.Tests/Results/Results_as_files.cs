using System.Text.Json;
using Workers.OpenQuake.Text;
using Workers.Risk.Exposure;
using Workers.Risk.Job;
using Workers.Risk.Modes;
using Workers.Risk.Hazard;
using Workers.Risk.Results;

namespace Workers.OpenQuake.Tests.Results;

public sealed class Results_as_files : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("results").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Average_losses_have_tags_by_name_and_numbers_in_full()
    {
        await WriteAsync(new AssetValues(
            OutputKind.AverageLosses, "structural", Measure.Loss, null, "mean", null, [0.1f, 16777216f]));
        Assert.Equal(""""
            #,,,,,,"generated_by='Workers 0.1.0', investigation_time=50.0, risk_investigation_time=None"
            asset_id,district,taxonomy,zone,lon,lat,structural
            b,"x,""y""",'=1+1,7,0.1,-45.5,0.1
            a,-7,W/H:2,?,12,45,16777216

            """", Read("avg_losses-mean.csv"));
    }

    [Fact]
    public async Task Loss_maps_name_their_probability_and_number_realizations_without_zeros()
    {
        await WriteAsync(new AssetValues(OutputKind.LossMaps, "structural", Measure.Loss, 1, null, 0.00001, [1, 2]));
        Assert.Contains("structural~poe-1e-05", Read("loss_maps-rlz-1.csv"));
        Assert.StartsWith(
            "#,,,,,,\"generated_by='Workers 0.1.0', kind='rlz-1', risk_investigation_time=None\"",
            Read("loss_maps-rlz-1.csv"));
    }

    [Fact]
    public async Task Loss_curves_stand_by_asset_id()
    {
        await WriteAsync(new AssetCurves(
            OutputKind.LossCurves, "structural", null, "mean", [[0, 5], [0, 10]], [[0.5f, 0.25f], [1, 0]]));
        Assert.Equal(
            [
                "asset_id,loss_type,loss_value,loss_ratio,poe",
                "a,structural,0,0,1",
                "a,structural,10,0.5,0",
                "b,structural,0,0,0.5",
                "b,structural,5,0.5,0.25",
            ],
            Lines("loss_curves-mean.csv"));
    }

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

    [Fact]
    public async Task Realizations_carry_their_weights()
    {
        await WriteAsync();
        Assert.Equal(["rlz_id,branch_path,weight", "0,A~A,0.7", "1,,0.3"], Lines("realizations.csv"));
    }

    [Fact]
    public async Task The_engines_names_have_the_calculation_id()
    {
        var results = Results(
            null,
            new AggregateTable(OutputKind.AggregateRisk, "structural", 0, null, [Measure.Loss], [0, 1], null, [[1, 2]]),
            new AggregateTable(OutputKind.AggregateRisk, "structural", null, "mean", [Measure.Loss], [1], null, [[1]]),
            new AssetValues(OutputKind.AverageLosses, "structural", Measure.Loss, 0, null, null, [1, 2]));
        var parameters = new RiskParameters { Mode = RiskModes.Named("event_based_risk") };
        await EngineCsv.WriteAsync(results, parameters, _folder, calculation: "42");
        Assert.Equal(
            [
                "aggrisk-_42.csv", "aggrisk-district_42.csv", "aggrisk-stats-_42.csv", "avg_losses-rlz-000_42.csv",
                "realizations_42.csv",
            ],
            Directory.GetFiles(_folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task GeoJSON_has_a_point_for_each_asset()
    {
        var losses = new AssetValues(
            OutputKind.AverageLosses, "structural", Measure.Loss, 0, null, null, [0.1f, float.NaN]);
        await ResultGeoJson.WriteAsync(Results(null, losses), _folder);
        using var json = JsonDocument.Parse(Read("avg_losses-rlz-000.geojson"));
        var features = json.RootElement.GetProperty("features");
        var properties = features[0].GetProperty("properties");
        Assert.Equal("[0.1,-45.5]", features[0].GetProperty("geometry").GetProperty("coordinates").GetRawText());
        Assert.Equal("=1+1", properties.GetProperty("taxonomy").GetString());
        Assert.Equal(0.1f, properties.GetProperty("structural").GetSingle());
        var second = features[1].GetProperty("properties");
        Assert.Equal(JsonValueKind.Null, second.GetProperty("structural").ValueKind);
    }

    [Fact]
    public async Task The_first_line_says_where_results_come_from_and_what_the_engine_says_of_curves()
    {
        var events = new EventSet([0, 1, 2], [0, 1, 0], null);
        var curve = new AggregateTable(
            OutputKind.AggregateCurves, "structural", 0, null, [Measure.Loss], [1], [50], [[1]]);
        var parameters = new RiskParameters { Mode = RiskModes.Named("event_based_risk") };
        await EngineCsv.WriteAsync(Results(events, curve), parameters, _folder, origin: Origin(parameters));
        Assert.Equal(
            "#,,\"generated_by='Workers 0.1.0', start_date='2026-11-27T18:00:00', risk_investigation_time=50.0, "
            + "num_events=3, effective_time=2000.0, limit_states='light severe', "
            + $"job='{Guid.Empty}', hazard='{Guid.Empty}', model='m'\"",
            Read("aggcurves.csv").Split('\n')[0]);
    }

    [Fact]
    public async Task GeoJSON_says_what_is_exposed_units_and_where_it_comes_from()
    {
        var losses = new AssetValues(OutputKind.AverageLosses, "structural", Measure.Loss, 0, null, null, [1, 2]);
        var parameters = new RiskParameters { Mode = RiskModes.Named("event_based_risk") };
        await ResultGeoJson.WriteAsync(Results(null, losses), _folder, Origin(parameters));
        using var json = JsonDocument.Parse(Read("avg_losses-rlz-000.geojson"));
        var units = json.RootElement.GetProperty("units");
        Assert.Equal("EUR", units.GetProperty("structural").GetString());
        Assert.Equal("EUR", units.GetProperty("value-structural").GetString());
        Assert.Equal(50, json.RootElement.GetProperty("risk_investigation_time").GetDouble());
        Assert.Equal(Guid.Empty, json.RootElement.GetProperty("job").GetGuid());
        var first = json.RootElement.GetProperty("features")[0].GetProperty("properties");
        Assert.Equal(10, first.GetProperty("value-structural").GetSingle());
    }

    private static ResultOrigin Origin(RiskParameters parameters) => new()
    {
        Job = Guid.Empty,
        Hazard = Guid.Empty,
        Model = "m",
        Date = new DateTimeOffset(2026, 11, 27, 18, 0, 0, TimeSpan.Zero),
        EffectiveTime = 2000,
        Outline = new RiskJobOutline(
            parameters, ["light", "severe"], [new CostType("structural", CostBasis.Aggregated, "EUR")]),
    };

    [Theory]
    [InlineData(50.0, "50.0")]
    [InlineData(0.1, "0.1")]
    [InlineData(1e-5, "1e-05")]
    [InlineData(1e22, "1e+22")]
    [InlineData(double.NaN, "nan")]
    [InlineData(null, "None")]
    public void Metadata_is_in_Pythons_spelling(double? number, string text) =>
        Assert.Equal(text, PythonNumber.Repr(number));

    private Task WriteAsync(params RiskOutput[] outputs) => WriteAsync(null, outputs);

    private Task WriteAsync(EventSet? events, params RiskOutput[] outputs)
    {
        var parameters = new RiskParameters { Mode = RiskModes.Named("event_based_risk"), TimeEvent = "night" };
        return EngineCsv.WriteAsync(Results(events, outputs), parameters, _folder);
    }

    private static RiskResults Results(EventSet? events, params RiskOutput[] outputs) => new(
        [
            new("b", "=1+1", ["7", "x,\"y\""], 0.1f, -45.5f, 0, 1, [10]),
            new("a", "W/H:2", ["?", "-7"], 12, 45, 1, 2, [20]),
        ],
        ["zone", "district"],
        ["structural"],
        [new(0, 0.7, "A~A"), new(1, 0.3)],
        [new(["district"], ["-7"])],
        outputs,
        50,
        null,
        [])
    {
        Events = events,
    };

    /// <summary>Lines of a file without its comment.</summary>
    private string[] Lines(string name) => Read(name).Split('\n')[1..^1];

    private string Read(string name) => File.ReadAllText(Path.Combine(_folder, name));
}
