using System.Diagnostics;
using Workers.Cli.CommandLine;
using Workers.Cli.Completion;

namespace Workers.Cli.Tests.CommandLine;

public sealed class Completion_of_command_lines
{
    private static readonly IReadOnlyList<CompletionWords> Words =
        CompletionWords.Of(new CommandModel(workers => workers.AddSystemCommands()).Read());

    [Theory]
    [InlineData("workers haz", "hazard")]
    [InlineData("workers hazard s", "show")]
    [InlineData("workers --json hazard r", "rm")]
    [InlineData("workers rerun latest --ar", "--area")]
    [InlineData("workers jobs --own", "--owner")]
    public void Bash_completes(string line, string expected) =>
        Assert.Equal(expected, InBash(line.Split(' ')));

    [Fact]
    public void The_other_shells_know_the_same_commands_and_options()
    {
        var all = Words.SelectMany(place => place.Words).Select(word => word.Text).Distinct().ToList();
        Assert.Contains("--timeout", all);
        var zsh = ZshCompletion.Script(Words);
        var fish = FishCompletion.Script(Words);

        Assert.All(all, word =>
        {
            Assert.Contains(word, zsh, StringComparison.Ordinal);
            Assert.Contains(
                word.StartsWith("--", StringComparison.Ordinal) ? $"-l {word[2..]} " : $"-a {word} ",
                fish,
                StringComparison.Ordinal);
        });
    }

    /// <summary>What the script offers for the last word of a line.</summary>
    private static string InBash(string[] words)
    {
        var line = string.Join(' ', words.Select(word => $"'{word}'"));
        var script = $"""
            {BashCompletion.Script(Words)}
            COMP_WORDS=({line}); COMP_CWORD={words.Length - 1}
            _workers; echo "$COMPREPLY"
            """;
        using var bash = Process.Start(new ProcessStartInfo("bash", ["-c", script]) { RedirectStandardOutput = true })!;
        var output = bash.StandardOutput.ReadToEnd();
        bash.WaitForExit();
        return output.Trim();
    }
}
