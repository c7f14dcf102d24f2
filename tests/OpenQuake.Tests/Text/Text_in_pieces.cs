using System.Text;
using Workers.Errors;
using Workers.OpenQuake.Csv;

namespace Workers.OpenQuake.Tests.Text;

/// <summary>Files are read in pieces of 64 KB: what lies across their border is read as if there were none.</summary>
public sealed class Text_in_pieces
{
    private const int Piece = 1 << 16;

    [Theory]
    [InlineData("é")]
    [InlineData("😀")]
    [InlineData("\r\n")]
    [InlineData("\"\"")]
    public void What_lies_across_a_border_is_one(string text)
    {
        for (var shift = 0; shift < 5; shift++)
        {
            var filling = new string('a', Piece - shift - 10);
            var content = Encoding.UTF8.GetBytes($"name\n\"{filling}{text}b\"\nlast\n");
            using var csv = new CsvTable(content, "x.csv", ErrorCode.CsvMalformed);

            Assert.True(csv.Next());
            Assert.Equal(filling + text.Replace("\"\"", "\"", StringComparison.Ordinal) + "b", csv.Text(0));
            Assert.True(csv.Next());
            Assert.Equal("last", csv.Text(0));
            Assert.False(csv.Next());
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(9)]
    public void A_byte_that_is_no_text_is_named_on_either_side_of_a_border(int shift)
    {
        // A row of 8 bytes again and again; the cut one begins a letter that does not end.
        byte[] content = [.. "name\r\n"u8, .. Rows(Piece - 8 - shift), 0xE2, 0x82, (byte)'x', (byte)'\n'];
        var error = Refused(content);

        Assert.Equal($"x.csv:{content.Count(b => b == '\r') + 1}", error.Where);
        Assert.Contains("0xE2", error.What);
    }

    [Fact]
    public void Bytes_that_are_no_text_can_be_left_out_on_a_border()
    {
        byte[] content = [.. "name\n"u8, .. Enumerable.Repeat((byte)'a', Piece - 6), 0xC3, (byte)'b', (byte)'\n'];
        using var csv = new CsvTable(
            () => new MemoryStream(content), "x.csv", ErrorCode.CsvMalformed, dropsBadBytes: true);

        Assert.True(csv.Next());
        Assert.Equal(new string('a', Piece - 6) + "b", csv.Text(0));
    }

    private static IEnumerable<byte> Rows(int bytes) =>
        Enumerable.Range(0, bytes).Select(i => "aaaaaa\r\n"u8[i % 8]);

    private static InputError Refused(byte[] content) => Assert.Throws<InputException>(() =>
    {
        using var csv = new CsvTable(content, "x.csv", ErrorCode.CsvMalformed);
        while (csv.Next()) { }
    }).Error;
}
