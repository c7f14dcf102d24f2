using System.Text.RegularExpressions;
using Workers.Kit;

namespace Workers.Faults.Checks;

/// <summary>
/// The edges of the state machine, as <c>docs/messages.md</c> has them (a test holds the page to the code).
/// </summary>
internal sealed partial class StateDiagram
{
    private readonly HashSet<(string From, string To)> _edges = [];

    public static StateDiagram Read(Checkout checkout)
    {
        var page = File.ReadAllText(Path.Combine(checkout.Root, "docs", "messages.md"));
        var diagram = new StateDiagram();
        foreach (Match edge in Edge().Matches(page))
            diagram._edges.Add((NameOf(edge.Groups["from"].Value), edge.Groups["to"].Value));
        return diagram;
    }

    public bool Has(string from, string to) => _edges.Contains((from, to));

    private static string NameOf(string state) => state == "[*]" ? "Initial" : state;

    [GeneratedRegex(@"^\s+(?<from>\[\*\]|\w+) --> (?<to>\w+):", RegexOptions.Multiline)]
    private static partial Regex Edge();
}
