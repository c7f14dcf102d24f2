using Workers.Errors;
using Workers.Operations.Jobs;

namespace Workers.Operations.Tests.Jobs;

public class Area_argument
{
    [Fact]
    public void Four_numbers_are_a_bounding_box() =>
        Assert.Equal([12.5, -42.9, 12.7, 43.1], AreaArgument.Read("12.5, -42.9,12.7,43.1")!.BoundingBox!);

    [Fact]
    public void No_area_is_the_whole_exposure() => Assert.Null(AreaArgument.Read(null));

    [Theory]
    [InlineData("12.5,42.9,12.7"), InlineData("no-such-file.geojson"), InlineData("a,b,c,d"), InlineData("1,2,3,NaN"), InlineData("")]
    public void Anything_else_is_refused_with_what_would_be_right(string argument)
    {
        var error = Assert.Throws<InputException>(() => AreaArgument.Read(argument)).Error;

        Assert.Equal(ErrorCode.AreaInvalid, error.Code);
        Assert.Contains("GeoJSON", error.Expected);
    }

    [Fact]
    public void A_file_that_is_not_JSON_is_refused_by_name()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, "{\"type\": ");

        var error = Assert.Throws<InputException>(() => AreaArgument.Read(file)).Error;

        Assert.Equal((ErrorCode.AreaInvalid, file), (error.Code, error.Where));
    }
}
