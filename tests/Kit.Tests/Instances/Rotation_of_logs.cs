using Workers.Kit.Instances;

namespace Workers.Kit.Tests.Instances;

public sealed class Rotation_of_logs : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("logs").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_log_that_is_not_full_is_left_alone()
    {
        Write("12345");
        LogRotation.RotateIfFull(Log, maxBytes: 6);

        Assert.Equal("12345", File.ReadAllText(Log));
    }

    [Fact]
    public void Full_logs_get_numbers_and_the_oldest_goes()
    {
        foreach (var text in new[] { "first", "second", "third", "fourth" })
        {
            Write(text);
            LogRotation.RotateIfFull(Log, maxBytes: 1);
        }

        Assert.Equal(["service.log.1", "service.log.2", "service.log.3"],
            Directory.GetFiles(_folder).Select(file => Path.GetFileName(file)).Order());
        Assert.Equal("fourth", File.ReadAllText($"{Log}.1"));
        Assert.Equal("second", File.ReadAllText($"{Log}.3"));
    }

    private string Log => Path.Combine(_folder, "service.log");

    private void Write(string text) => File.WriteAllText(Log, text);
}
