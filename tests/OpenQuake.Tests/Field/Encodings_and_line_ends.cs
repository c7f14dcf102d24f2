using System.Text;
using Workers.Errors;
using Workers.OpenQuake.JobFiles;
using Workers.Risk.Job;

namespace Workers.OpenQuake.Tests.Field;

/// <summary>Texts as programs of all systems write them; what is no text is refused with its line and byte.</summary>
public class Encodings_and_line_ends
{
    private static readonly byte[] Mark = [0xEF, 0xBB, 0xBF];

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void Any_line_end_and_a_byte_order_mark_are_read_in_every_file(string end)
    {
        var files = SmallJob.Files().ToDictionary(f => f.Key, f => WithMark(f.Value.ReplaceLineEndings(end)));
        Assert.Equal(["a1", "a,2"], Read(files).Exposure.Assets.Select(a => a.Id));
    }

    [Fact]
    public void A_table_in_UTF16_with_its_mark_is_read()
    {
        var files = Bytes();
        var text = SmallJob.Files()["exposure.csv"].Replace("a1", "größe");
        files["exposure.csv"] = [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(text)];
        Assert.Equal("größe", Read(files).Exposure.Assets[0].Id);
    }

    [Theory]
    [InlineData("exposure.csv", ErrorCode.CsvMalformed)]
    [InlineData("mapping.csv", ErrorCode.CsvMalformed)]
    [InlineData("treaties.csv", ErrorCode.CsvMalformed)]
    [InlineData("job.ini", ErrorCode.IniMalformed)]
    [InlineData("vulnerability.xml", ErrorCode.XmlMalformed)]
    public void A_byte_that_is_no_text_is_named_with_its_line(string file, ErrorCode code)
    {
        var files = Bytes();
        var second = Array.IndexOf(files[file], (byte)'\n') + 1;
        files[file] = [.. files[file].Take(second + 3), 0xE9, .. files[file].Skip(second + 3)];
        var error = Assert.Throws<InputException>(() => Read(files)).Error;
        Assert.Equal((code, $"{file}:2"), (error.Code, error.Where));
        Assert.Contains("0xE9", error.What);
        Assert.Contains("byte 4", error.What);
    }

    [Fact]
    public void Bytes_of_an_exposure_are_left_out_where_the_job_says_so()
    {
        var files = Bytes();
        var text = SmallJob.Files()["exposure.csv"].Replace("a1,", "caf\u00E91,");
        files["exposure.csv"] = Encoding.Latin1.GetBytes(text);
        Assert.Throws<InputException>(() => Read(files));
        files["job.ini"] = [.. files["job.ini"], .. "\nignore_encoding_errors = true\n"u8];
        Assert.Equal("caf1", Read(files).Exposure.Assets[0].Id);
    }

    [Theory]
    [InlineData("job.ini", ErrorCode.IniMalformed)]
    [InlineData("exposure.csv", ErrorCode.CsvMalformed)]
    public void A_character_that_no_database_holds_is_refused(string file, ErrorCode code)
    {
        var files = Bytes();
        files[file] = [.. files[file], .. "\ndescription = Town\0demo\n"u8];
        Assert.Equal(code, Assert.Throws<InputException>(() => Read(files)).Error.Code);
    }

    private static byte[] WithMark(string text) => [.. Mark, .. Encoding.UTF8.GetBytes(text)];

    private static Dictionary<string, byte[]> Bytes() =>
        SmallJob.Files().ToDictionary(f => f.Key, f => Encoding.UTF8.GetBytes(f.Value));

    private static RiskJob Read(Dictionary<string, byte[]> files) =>
        RiskJobReader.Read(RiskJobFiles.FromPairs(files.Select(f => (f.Key, f.Value))));
}
