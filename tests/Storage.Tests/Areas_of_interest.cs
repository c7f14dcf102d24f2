using System.Text.Json;
using Workers.Errors;
using Workers.Storage.Spatial;

namespace Workers.Storage.Tests;

public sealed class Areas_of_interest
{
    [Fact]
    public void Neither_box_nor_geometry_means_the_exposure()
    {
        Assert.Null(AreaOfInterest.Parse(null, null));
        Assert.Null(AreaOfInterest.Parse(null, Json("null")));
        Assert.Null(AreaOfInterest.FromGeoJson(null));
    }

    [Theory]
    [InlineData(10, 40, true)]
    [InlineData(11, 41, true)]
    [InlineData(10.5, 40.5, true)]
    [InlineData(9.999999, 40.5, false)]
    [InlineData(10.5, 41.000001, false)]
    public void A_box_contains_its_inside_and_its_edge(double lon, double lat, bool inside) =>
        Assert.Equal(inside, AreaOfInterest.Parse([10, 40, 11, 41], null)!.Contains(lon, lat));

    [Theory]
    [InlineData(179.5, true)]
    [InlineData(-179.5, true)]
    [InlineData(180, true)]
    [InlineData(-180, true)]
    [InlineData(0, false)]
    [InlineData(178.9, false)]
    [InlineData(-178.9, false)]
    public void Boxes_and_polygons_may_cross_the_antimeridian(double lon, bool inside)
    {
        AreaOfInterest[] areas =
        [
            AreaOfInterest.Parse([179, -20, -179, -10], null)!,
            Polygon("[[179,-20],[-179,-20],[-179,-10],[179,-10],[179,-20]]"),
            Polygon("[[179,-20],[181,-20],[181,-10],[179,-10],[179,-20]]"),
            Polygon("[[-181,-20],[-179,-20],[-179,-10],[-181,-10],[-181,-20]]"),
        ];
        foreach (var area in areas)
        {
            Assert.Equal(inside, area.Contains(lon, -15));
            Assert.Equal("MultiPolygon", Json(area.ToGeoJson()).GetProperty("type").GetString());
        }
    }

    [Fact]
    public void An_area_that_ends_at_the_antimeridian_contains_it_by_either_name()
    {
        var area = AreaOfInterest.Parse([170, 0, 180, 10], null)!;
        Assert.True(area.Contains(180, 5));
        Assert.True(area.Contains(-180, 5));
        Assert.False(area.Contains(-179.9, 5));
    }

    [Fact]
    public void Holes_are_outside_also_beyond_the_antimeridian()
    {
        var area = AreaOfInterest.Parse(null, Json(
            """
            {"type":"Feature","geometry":{"type":"Polygon","coordinates":[
                [[170,-20],[-170,-20],[-170,-10],[170,-10],[170,-20]],
                [[-176,-16],[-174,-16],[-174,-14],[-176,-14],[-176,-16]],
                [[179,-16],[-179,-16],[-179,-14],[179,-14],[179,-16]]]}}
            """))!;
        Assert.True(area.Contains(-172, -15));
        Assert.True(area.Contains(172, -15));
        Assert.False(area.Contains(-175, -15));
        Assert.False(area.Contains(179.5, -15));
        Assert.False(area.Contains(-179.5, -15));
    }

    [Fact]
    public void What_is_stored_means_the_same_when_it_is_read_again()
    {
        AreaOfInterest[] areas =
        [
            AreaOfInterest.Parse([-180, -90, 180, 90], null)!,
            AreaOfInterest.Parse([-170, -10, 170, 10], null)!,
            AreaOfInterest.Parse([100, -10, -100, 10.123456789], null)!,
            AreaOfInterest.Parse([-10.1, 1e-7, 0.30000000000000004, 10], null)!,
        ];
        foreach (var area in areas)
        {
            var again = AreaOfInterest.FromGeoJson(area.ToGeoJson())!;
            Assert.Equal(area.ToGeoJson(), again.ToGeoJson());
            for (var lon = -180; lon <= 180; lon += 10)
                Assert.Equal(area.Contains(lon, 5), again.Contains(lon, 5));
        }
    }

    [Theory]
    [InlineData("""{"type":"Point","coordinates":[1,2]}""")]
    [InlineData("""{"type":"Polygon"}""")]
    [InlineData("""{"type":"Polygon","coordinates":[]}""")]
    [InlineData("""{"type":"MultiPolygon","coordinates":[]}""")]
    [InlineData("""{"type":"Polygon","coordinates":[[[0,0],[1,0],[0,0]]]}""")]
    [InlineData("""{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1]]]}""")]
    [InlineData("""{"type":"Polygon","coordinates":[[[0,0],[1,1],[1,0],[0,1],[0,0]]]}""")]
    [InlineData("""{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,91],[0,1],[0,0]]]}""")]
    [InlineData("""{"type":"Polygon","coordinates":[[[0,0],[1e999,0],[1,1],[0,1],[0,0]]]}""")]
    [InlineData("""{"type":"Polygon","coordinates":[[["0",0],[1,0],[1,1],[0,1],[0,0]]]}""")]
    [InlineData("""{"type":"Polygon","coordinates":[[[0,80],[120,80],[-120,80],[0,80]]]}""")]
    [InlineData("""{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1],[0,0]],[[5,5],[6,5],[6,6],[5,5]]]}""")]
    [InlineData("""{"type":"MultiPolygon","coordinates":[[[[0,0],[4,0],[4,4],[0,0]]],[[[1,1],[3,1],[3,2],[1,1]]]]}""")]
    [InlineData("""{"type":"FeatureCollection","features":[]}""")]
    [InlineData("""[1,2,3]""")]
    [InlineData("""{"type":7}""")]
    public void Polygons_that_are_none_are_refused(string geoJson) =>
        Assert.Equal(ErrorCode.AreaInvalid, Refused(null, geoJson));

    [Theory]
    [InlineData(1.0, 2.0, 3.0)]
    [InlineData(1.0, 2.0, 3.0, double.NaN)]
    [InlineData(1.0, 3.0, 3.0, 2.0)]
    [InlineData(1.0, 2.0, 1.0, 3.0)]
    [InlineData(1.0, 2.0, 181.0, 3.0)]
    public void Boxes_that_are_none_are_refused(params double[] box) =>
        Assert.Equal(ErrorCode.AreaInvalid, Refused(box, null));

    [Fact]
    public void Too_many_corners_are_refused()
    {
        var corners = Enumerable.Range(0, GeoJsonArea.MaxVertices + 1).Select(i => $"[{i / 1e4},1]");
        var polygon = $$"""{"type":"Polygon","coordinates":[[{{string.Join(',', corners)}}]]}""";
        Assert.Equal(ErrorCode.AreaTooComplex, Refused(null, polygon));
    }

    [Fact]
    public void A_box_and_a_polygon_are_too_much() =>
        Assert.Equal(
            ErrorCode.RequestInvalid,
            Refused([0, 0, 1, 1], """{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}"""));

    private static ErrorCode Refused(double[]? box, string? geoJson) =>
        Assert.Throws<InputException>(
            () => AreaOfInterest.Parse(box, geoJson is null ? null : Json(geoJson))).Error.Code;

    private static AreaOfInterest Polygon(string ring) =>
        AreaOfInterest.Parse(null, Json($$"""{"type":"Polygon","coordinates":[{{ring}}]}"""))!;

    private static JsonElement Json(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
