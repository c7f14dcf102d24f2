using Workers.Errors;
using Workers.Operations.Jobs;

namespace Workers.Operations.Tests.Jobs;

public class Since_argument
{
    private static readonly DateTimeOffset Now = new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("2026-11-20", "2026-11-20T00:00:00Z")]
    [InlineData("2026-11-20T06:30", "2026-11-20T06:30:00Z")]
    [InlineData("2026-11-20T06:30:00+02:00", "2026-11-20T04:30:00Z")]
    [InlineData("90m", "2026-11-27T10:30:00Z")]
    [InlineData("7d", "2026-11-20T12:00:00Z")]
    public void Dates_and_durations_are_understood(string text, string expected) =>
        Assert.Equal(DateTimeOffset.Parse(expected), SinceArgument.Read(text, "--since", Now));

    [Theory]
    [InlineData("yesterday"), InlineData(""), InlineData("-3d"), InlineData("2147483647d"), InlineData("20.11.2026")]
    public void Others_are_refused_with_what_would_be_right(string text)
    {
        var error = Assert.Throws<InputException>(() => SinceArgument.Read(text, "--since", Now)).Error;

        Assert.Equal((ErrorCode.RequestInvalid, "--since"), (error.Code, error.Where));
    }
}
