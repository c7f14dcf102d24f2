using Workers.OpenQuake.Text;
using Workers.Risk.Hazard;
using Workers.Risk.Job;
using Workers.Risk.Modes;
using Workers.Risk.Results;

namespace Workers.OpenQuake.Tests.Results;

public sealed class Results_as_files : ResultsWritten
{
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
        await EngineCsv.WriteAsync(results, parameters, Folder, calculation: "42");
        Assert.Equal(
            [
                "aggrisk-_42.csv", "aggrisk-district_42.csv", "aggrisk-stats-_42.csv", "avg_losses-rlz-000_42.csv",
                "realizations_42.csv",
            ],
            Directory.GetFiles(Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_first_line_says_where_results_come_from_and_what_the_engine_says_of_curves()
    {
        var events = new EventSet([0, 1, 2], [0, 1, 0], null);
        var curve = new AggregateTable(
            OutputKind.AggregateCurves, "structural", 0, null, [Measure.Loss], [1], [50], [[1]]);
        var parameters = new RiskParameters { Mode = RiskModes.Named("event_based_risk") };
        await EngineCsv.WriteAsync(Results(events, curve), parameters, Folder, origin: Origin(parameters));
        Assert.Equal(
            "#,,\"generated_by='Workers 0.1.0', start_date='2026-11-27T18:00:00', risk_investigation_time=50.0, "
            + "num_events=3, effective_time=2000.0, limit_states='light severe', "
            + $"job='{Guid.Empty}', hazard='{Guid.Empty}', model='m'\"",
            Read("aggcurves.csv").Split('\n')[0]);
    }

    [Theory]
    [InlineData(50.0, "50.0")]
    [InlineData(0.1, "0.1")]
    [InlineData(1e-5, "1e-05")]
    [InlineData(1e22, "1e+22")]
    [InlineData(double.NaN, "nan")]
    [InlineData(null, "None")]
    public void Metadata_is_in_Pythons_spelling(double? number, string text) =>
        Assert.Equal(text, PythonNumber.Repr(number));
}
