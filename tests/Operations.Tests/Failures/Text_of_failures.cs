using Workers.Errors;
using Workers.Operations.Failures;

namespace Workers.Operations.Tests.Failures;

public class Text_of_failures
{
    [Fact]
    public void What_an_error_quotes_cannot_steer_the_terminal()
    {
        var text = new Failure("W3007", "Asset '\e[2J' is there twice.", "exposure.csv:2\r", "ids\nthat differ").Text;

        Assert.Equal(
            "W3007: Asset '\\x1b[2J' is there twice.\n  where: exposure.csv:2\\r\n  right: ids\\nthat differ",
            text);
    }

    [Fact]
    public void A_fault_of_our_own_keeps_its_lines() =>
        Assert.Contains("\n   at ", Failure.From(Thrown()).Text);

    [Theory]
    [InlineData("Pérgola 塔 🏠", "Pérgola 塔 🏠")]
    [InlineData("a\tb\u009b1m\u2028\u202e", "a\\tb\\x9b1m\\u2028\\u202e")]
    public void Letters_stay_and_the_rest_is_escaped(string text, string shown) =>
        Assert.Equal(shown, Shown.Printable(text));

    [Fact]
    public void Half_of_a_surrogate_pair_is_escaped() => Assert.Equal("\\ud800x", Shown.Printable("\ud800x"));

    private static Exception Thrown()
    {
        try
        {
            throw new InvalidOperationException("x");
        }
        catch (InvalidOperationException e)
        {
            return e;
        }
    }
}
