using System.Text.Json;
using Workers.Kit.Instances;

namespace Workers.Kit.Tests.Instances;

public sealed class Ends_of_logs : IDisposable
{
    private readonly string _log = Path.GetTempFileName();

    public void Dispose() => File.Delete(_log);

    [Fact]
    public void Of_our_own_processes_the_causes_are_shown_without_their_stacks()
    {
        const string exception =
            "BrokerUnreachableException: None\n" +
            " ---> OperationInterruptedException: code=541, text='INTERNAL_ERROR'\n" +
            "   at RabbitMQ.Client.Impl()\n" +
            "   --- End of inner exception stack trace ---\n" +
            "   at Workers.X()";
        var refused = JsonSerializer.Serialize(new Dictionary<string, string>
        {
            ["@t"] = "2026-11-27T19:00:00Z",
            ["@m"] = "Connection Failed",
            ["@l"] = "Warning",
            ["@x"] = exception,
        });
        File.WriteAllLines(_log, ["{\"@t\":\"2026\",\"@m\":\"started\"}", refused, refused]);
        Assert.Equal(
            $"Connection Failed OperationInterruptedException: code=541, text='INTERNAL_ERROR'\n({_log})",
            LogTail.Of(_log));
    }

    [Fact]
    public void Of_others_the_last_lines_are_shown()
    {
        File.WriteAllLines(_log, Enumerable.Range(0, 30).Select(i => $"line {i}"));
        var shown = LogTail.Of(_log).Split('\n');
        Assert.Equal("line 15", shown[0]);
        Assert.Equal("line 29", shown[^2]);
    }
}
