using System.Text.Json;
using Workers.Risk.Job;
using Workers.Risk.Modes;
using Workers.Risk.Results;

namespace Workers.OpenQuake.Tests.Results;

public sealed class Results_as_GeoJSON : ResultsWritten
{
    [Fact]
    public async Task There_is_a_point_for_each_asset()
    {
        var losses = new AssetValues(
            OutputKind.AverageLosses, "structural", Measure.Loss, 0, null, null, [0.1f, float.NaN]);
        await ResultGeoJson.WriteAsync(Results(null, losses), Folder);
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
    public async Task It_says_what_is_exposed_units_and_where_it_comes_from()
    {
        var losses = new AssetValues(OutputKind.AverageLosses, "structural", Measure.Loss, 0, null, null, [1, 2]);
        var parameters = new RiskParameters { Mode = RiskModes.Named("event_based_risk") };
        await ResultGeoJson.WriteAsync(Results(null, losses), Folder, Origin(parameters));
        using var json = JsonDocument.Parse(Read("avg_losses-rlz-000.geojson"));
        var units = json.RootElement.GetProperty("units");
        Assert.Equal("EUR", units.GetProperty("structural").GetString());
        Assert.Equal("EUR", units.GetProperty("value-structural").GetString());
        Assert.Equal(50, json.RootElement.GetProperty("risk_investigation_time").GetDouble());
        Assert.Equal(Guid.Empty, json.RootElement.GetProperty("job").GetGuid());
        var first = json.RootElement.GetProperty("features")[0].GetProperty("properties");
        Assert.Equal(10, first.GetProperty("value-structural").GetSingle());
    }
}
