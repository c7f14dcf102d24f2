namespace Workers.Hosting.Tests;

public sealed class Log_of_a_process : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("log").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [SkippableFact]
    public async Task It_is_appended_to()
    {
        var file = Path.Combine(_folder, "calculator.log");
        for (var start = 0; start < 2; start++)
        {
            await using var process = await HostedProcess.StartAsync($"--WORKERS_LOG_FILE={file}");
        }

        var lines = await File.ReadAllLinesAsync(file);
        Assert.Equal(2, lines.Count(line => line.Contains("Application started", StringComparison.Ordinal)));
    }
}
