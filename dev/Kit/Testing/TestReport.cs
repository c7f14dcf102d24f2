using System.Xml.Linq;

namespace Workers.Kit.Testing;

/// <summary>A test that failed or was skipped, and why.</summary>
public sealed record TestRemark(string Test, string Message, string? Stack = null);

/// <summary>What the tests of a project came to.</summary>
public sealed record TestReport(string Project, int Passed, int Failed, int Skipped, double Seconds, IReadOnlyList<TestRemark> Failures, IReadOnlyList<TestRemark> Skips)
{
    private static readonly XNamespace Trx = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";

    /// <summary>Reads the file that the test runner's trx logger writes.</summary>
    public static TestReport Read(string project, string file, double seconds)
    {
        var results = XDocument.Load(file).Descendants(Trx + "UnitTestResult").ToList();
        var skipped = results.Where(r => Outcome(r) == "NotExecuted").Select(Remark).ToList();
        var failed = results.Where(r => Outcome(r) is not ("Passed" or "NotExecuted")).Select(Remark).ToList();
        return new(project, results.Count - skipped.Count - failed.Count, failed.Count, skipped.Count, seconds, failed, skipped);
    }

    /// <summary>A project whose runner did not come to an end counts as one failure.</summary>
    public static TestReport Broken(string project, string message, double seconds) =>
        new(project, 0, 1, 0, seconds, [new($"{project} (the whole project)", message)], []);

    public static TestReport Sum(string name, IEnumerable<TestReport> reports)
    {
        var all = reports.ToList();
        return new(name, all.Sum(r => r.Passed), all.Sum(r => r.Failed), all.Sum(r => r.Skipped), all.Sum(r => r.Seconds),
            [.. all.SelectMany(r => r.Failures)], [.. all.SelectMany(r => r.Skips)]);
    }

    private static string Outcome(XElement result) => (string?)result.Attribute("outcome") ?? "Failed";

    private static TestRemark Remark(XElement result)
    {
        var error = result.Element(Trx + "Output")?.Element(Trx + "ErrorInfo");
        var message = (string?)error?.Element(Trx + "Message") ?? (string?)result.Element(Trx + "Output")?.Element(Trx + "StdOut") ?? "";
        return new((string?)result.Attribute("testName") ?? "?", message.Trim(), ((string?)error?.Element(Trx + "StackTrace"))?.Trim());
    }
}
