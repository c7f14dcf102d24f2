using Workers.Errors;
using Workers.Operations.Logs;

namespace Workers.Operations.Tests.Jobs;

public sealed class Log_of_a_job : IDisposable
{
    private static readonly Guid Job = Guid.NewGuid();
    private readonly string _folder = Directory.CreateTempSubdirectory("logs").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Lines_of_all_processes_and_of_full_files_are_in_the_order_of_time()
    {
        Write("importer_001.log", Line(3, "third"), Line(1, "of another", Guid.NewGuid()));
        Write("importer.log", Line(1, "first"));
        Write("exporter.log", Line(4, "fourth", level: "Warning"), Line(2, "second"));

        var lines = JobLog.Read(_folder, Job);

        Assert.Equal(["first", "second", "third", "fourth"], lines.Select(line => line.Message));
        Assert.Equal(["importer", "exporter", "importer", "exporter"], lines.Select(line => line.Process));
        Assert.Equal(["Information", "Warning"], [lines[0].Level, lines[3].Level]);
    }

    [Fact]
    public void Lines_of_servers_and_half_written_ones_are_passed_over()
    {
        Write("postgres.log", $"LOG: something of {Job}", "{\"@t\":\"2026-11-27T12:00:00Z\",\"@m\":\"cut " + Job);

        Assert.Empty(JobLog.Read(_folder, Job));
    }

    [Fact]
    public void A_folder_that_is_not_there_is_refused() => Assert.Equal(
        ErrorCode.RequestInvalid,
        Assert.Throws<InputException>(() => JobLog.Read(Path.Combine(_folder, "none"), Job)).Error.Code);

    private static string Line(int second, string message, Guid? job = null, string? level = null)
    {
        var about = level is null ? "" : $",\"@l\":\"{level}\"";
        return $"{{\"@t\":\"2026-11-27T12:00:0{second}Z\",\"@m\":\"{message}\",\"JobId\":\"{job ?? Job}\"{about}}}";
    }

    private void Write(string name, params string[] lines) =>
        File.WriteAllLines(Path.Combine(_folder, name), lines);
}
