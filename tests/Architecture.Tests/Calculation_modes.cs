using System.Text.RegularExpressions;
using Workers.Risk.Modes;

namespace Workers.Architecture.Tests;

/// <summary>
/// What a calculation mode means stands in its row of <see cref="RiskModes"/>; all others ask the row.
/// </summary>
public partial class Calculation_modes
{
    private const string Home = "src/Risk/Modes/";

    [Fact]
    public void Are_named_in_their_table_alone()
    {
        var name = new Regex($@"\b({string.Join('|', RiskModes.Names)})\b");

        // A job.ini that the code writes may state its mode.
        Assert.Empty(
            Code(
                line =>
                    name.IsMatch(line) && !line.TrimStart()
                        .StartsWith("calculation_mode = ", StringComparison.Ordinal)));
    }

    [Fact]
    public void Are_not_told_by_a_part_of_their_name() =>
        Assert.Empty(Code(line => PartOfName().IsMatch(line)));

    private static IEnumerable<string> Code(Func<string, bool> isWrong) =>
        from file in SourceTree.Source
        where !file.Path.StartsWith(Home, StringComparison.Ordinal)
        from line in file.Lines.Index()
        where !line.Item.TrimStart().StartsWith("//", StringComparison.Ordinal) && isWrong(line.Item)
        select $"{file.Path}:{line.Index + 1}: {line.Item.Trim()}";

    [GeneratedRegex(
        @"(Starts|Ends)With\(""_?(classical|scenario|event_based|eb|risk|damage|bcr)|" +
        @"\b[Mm]ode(\.Name)?\??\.((Starts|Ends)With|Contains)\(")]
    private static partial Regex PartOfName();
}
