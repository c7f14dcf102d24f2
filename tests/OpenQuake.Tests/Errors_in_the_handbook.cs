using System.Text.RegularExpressions;
using Workers.Errors;
using Workers.Support;

namespace Workers.OpenQuake.Tests;

public class Errors_in_the_handbook
{
    [Fact]
    public void Every_code_is_listed_once_with_its_number()
    {
        var listed = Regex.Matches(File.ReadAllText(Path.Combine(SharedCases.Root, "docs", "errors.md")), @"^\| (W\d{4}) \| (\w+) \|[^|]{10,}\|[^|]{4,}\|$", RegexOptions.Multiline)
            .Select(m => (m.Groups[1].Value, m.Groups[2].Value));
        Assert.Equal(Enum.GetValues<ErrorCode>().Select(c => (new InputError(c, "").Number, c.ToString())), listed);
    }
}
