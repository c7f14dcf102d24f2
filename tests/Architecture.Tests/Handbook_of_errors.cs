using System.Reflection;
using System.Text;
using Workers.Errors;
using Workers.Support;

namespace Workers.Architecture.Tests;

/// <summary>
/// <c>docs/errors.md</c> is made from <see cref="ErrorCode"/>; <c>WORKERS_APPROVE=1</c> writes it anew.
/// </summary>
public sealed class Handbook_of_errors
{
    private const string Opening = """
        # Errors

        Wrong input gets one error: a number, what is wrong, where (file, line, id) and what would be right. Nothing is
        half imported, and a job that ends with such an error is `Failed`: trying again without a change cannot help. A
        number never changes its meaning; the first digit says which door refused the input.

        This page is made from `src/Errors/ErrorCode.cs`; the sentences stand in the files beside it.

        """;

    private static readonly string Page = Path.Combine(SharedCases.Root, "docs", "errors.md");

    private static readonly Dictionary<int, string> Doors = new()
    {
        [1] = "the request",
        [2] = "hazard files",
        [3] = "risk model files",
        [4] = "job.ini",
        [5] = "hazard and risk do not fit together",
    };

    [Fact]
    public void It_says_what_the_code_says()
    {
        var made = Make();
        if (Environment.GetEnvironmentVariable("WORKERS_APPROVE") == "1")
            File.WriteAllText(Page, made);
        Assert.Equal(made, File.ReadAllText(Page));
    }

    private static string Make()
    {
        var page = new StringBuilder(Opening);
        foreach (var door in Enum.GetValues<ErrorCode>().GroupBy(code => (int)code / 1000))
        {
            page.Append($"\n## {door.Key}xxx: {Doors[door.Key]}\n\n");
            page.Append("| number | name | means | what to do |\n|---|---|---|---|\n");
            foreach (var code in door)
                page.Append(Row(code));
        }
        return page.ToString();
    }

    private static string Row(ErrorCode code)
    {
        var meaning = typeof(ErrorCode).GetField(code.ToString())!.GetCustomAttribute<MeaningAttribute>();
        Assert.True(meaning is not null, $"{code} has no [Meaning]");
        return $"| W{(int)code:D4} | {code} | {meaning.What} | {meaning.Remedy} |\n";
    }
}
