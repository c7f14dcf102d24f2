using System.Diagnostics;

namespace Workers.Support;

/// <summary>The Python example of <c>docs/messages.md</c>, which is thereby known to work.</summary>
public static class PythonExample
{
    private const string Python = "/usr/bin/python3";

    /// <summary>Publishes a request as the example does; fails with what Python complains about.</summary>
    /// <param name="broker">The broker, with virtual host.</param>
    /// <param name="door"><c>envelope</c> or <c>plain</c>.</param>
    public static async Task PublishAsync(Uri broker, string door, Guid job, Guid hazard, string model)
    {
        var hasPika = File.Exists(Python) && await RunAsync("import pika") == "";
        Xunit.Skip.IfNot(hasPika, "Debian's python3-pika is not installed");
        var complaint = await RunAsync(Code(), broker.ToString(), door, job.ToString(), hazard.ToString(), model);
        if (complaint != "")
            throw new InvalidOperationException(complaint);
    }

    private static string Code()
    {
        var page = File.ReadAllText(Path.Combine(SharedCases.Root, "docs", "messages.md"));
        const string begin = "```python\n";
        var from = page.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        return page[from..page.IndexOf("```\n", from, StringComparison.Ordinal)];
    }

    private static async Task<string> RunAsync(string code, params string[] arguments)
    {
        using var python = Process.Start(
            new ProcessStartInfo(Python, ["-c", code, .. arguments]) { RedirectStandardError = true })!;
        var complaint = await python.StandardError.ReadToEndAsync();
        await python.WaitForExitAsync();
        return complaint;
    }
}
