using System.Globalization;
using System.Text;
using Workers.OpenQuake.Csv;

namespace Workers.OpenQuake.Tests.Hazard;

public class Numbers_in_bytes
{
    [Fact]
    public void Numbers_are_those_of_the_framework_to_the_last_bit()
    {
        var random = new Random(1);
        for (var i = 0; i < 100_000; i++)
        {
            var number = BitConverter.Int64BitsToDouble(random.NextInt64());
            var format = (i % 5) switch { 0 => "R", 1 => "E5", 2 => "G9", 3 => "E16", _ => "F3" };
            var value = i % 2 == 0 ? random.NextDouble() * Math.Pow(10, random.Next(-12, 12)) : number;
            if (!double.IsFinite(value))
                continue;
            var text = value.ToString(format, CultureInfo.InvariantCulture);
            if (text.Length > 60)
                continue;
            Assert.True(Utf8Field.TryNumber(Encoding.UTF8.GetBytes(text), out var read), text);
            Assert.Equal(double.Parse(text, CultureInfo.InvariantCulture), read);
        }
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("1.", 1)]
    [InlineData(".5", 0.5)]
    [InlineData("+2", 2)]
    [InlineData("1e5", 1e5)]
    [InlineData("1E+05", 1e5)]
    [InlineData("00012.50", 12.5)]
    public void Forms_that_people_write_are_read(string text, double number)
    {
        Assert.True(Utf8Field.TryNumber(Encoding.UTF8.GetBytes(text), out var read));
        Assert.Equal(number, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("-")]
    [InlineData("e5")]
    [InlineData(".e5")]
    [InlineData("1e")]
    [InlineData("1e+-5")]
    [InlineData("1.2.3")]
    [InlineData("nan")]
    [InlineData("NaN")]
    [InlineData("inf")]
    [InlineData("Infinity")]
    [InlineData("1,5")]
    [InlineData("0x10")]
    [InlineData("1e400")]
    [InlineData("1 2")]
    public void What_is_no_number_is_refused(string text) =>
        Assert.False(Utf8Field.TryNumber(Encoding.UTF8.GetBytes(text), out _));
}
