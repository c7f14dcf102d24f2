using System.Diagnostics;
using Workers.Kit.Instances;
using Workers.Kit.Processes;
using Workers.Kit.Servers;
using Workers.Operations;
using Workers.Support;

namespace Workers.Kit.Tests.Instances;

public sealed class Started_processes : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("local-").FullName;
    private readonly Instance _instance;

    public Started_processes()
    {
        _instance = Instance.ForTests(new Checkout(_folder));
        foreach (var folder in new[] { _instance.RunFiles, _instance.Logs }) Directory.CreateDirectory(folder);
    }

    [Fact]
    public async Task A_process_that_was_started_is_found_again_and_stopped()
    {
        var started = await StartAsync("sleeper", "sleep", "1000");

        Assert.Equal(started, Assert.Single(_instance.Running));
        await started.StopAsync(TimeSpan.FromSeconds(10));
        Assert.False(started.IsAlive);
        Assert.Empty(_instance.Running);
    }

    [Fact]
    public async Task A_process_that_ignores_the_signal_is_killed_with_its_children()
    {
        var started = await StartAsync("stubborn", "sh", "-c", "trap '' TERM; sleep 1000 & echo $! >&2; wait");
        // The process is known before it has opened its log.
        var log = new FileInfo(Launcher.Log(_instance, "stubborn"));
        await Eventually.TrueAsync(
            () =>
            {
                log.Refresh();
                return log.Exists && log.Length > 0;
            },
            "it did not come to pass");
        var child = int.Parse(File.ReadAllText(log.FullName));

        await started.StopAsync(TimeSpan.FromMilliseconds(100));

        Assert.False(started.IsAlive);
        await Eventually.TrueAsync(() => StartedProcess.Ticks(child) is null, "it did not come to pass");
    }

    [Fact]
    public void Another_process_that_got_the_same_number_is_not_ours()
    {
        using var self = Process.GetCurrentProcess();
        File.WriteAllText(Path.Combine(_instance.RunFiles, "postgres"), $"{self.Id} 1\n");

        Assert.Empty(_instance.Running);
    }

    [Theory]
    [InlineData(""), InlineData("12"), InlineData("x y"), InlineData("99999999 5")]
    public void A_run_file_that_means_nothing_is_no_process(string content)
    {
        File.WriteAllText(Path.Combine(_instance.RunFiles, "rabbitmq"), content);

        Assert.Empty(_instance.Running);
    }

    [Fact]
    public async Task What_a_killed_command_left_behind_is_stopped_by_the_next_one()
    {
        var left = await StartAsync("importer", "sleep", "1000");

        await PrivateServers.CleanUpAsync(_instance);

        Assert.False(left.IsAlive);
        Assert.Empty(Directory.GetFiles(_instance.RunFiles));
    }

    [Fact]
    public async Task What_up_started_is_left_alone()
    {
        var meant = await StartAsync("importer", "sleep", "1000");
        await File.WriteAllTextAsync(_instance.UpMarker, "");

        await PrivateServers.CleanUpAsync(_instance);

        Assert.True(meant.IsAlive);
        await meant.KillAsync();
    }

    [Fact]
    public async Task A_process_that_dies_at_its_start_is_told_with_the_end_of_its_log()
    {
        var started = await StartAsync("broken", "sh", "-c", "echo cannot bind >&2; exit 3");

        var error = await Assert.ThrowsAsync<UnavailableException>(() =>
            Launcher.WaitAsync(_instance, started, () => Task.FromResult(false), TimeSpan.FromMinutes(1), default));

        Assert.Contains("cannot bind", error.Message);
    }

    [Fact]
    public async Task Settings_of_other_servers_do_not_reach_ours()
    {
        Environment.SetEnvironmentVariable("RABBITMQ_NODENAME", "somebody@else");
        try
        {
            var started = await StartAsync("env", "env");
            await Eventually.TrueAsync(() => !started.IsAlive, "it did not come to pass");
        }
        finally
        {
            Environment.SetEnvironmentVariable("RABBITMQ_NODENAME", null);
        }

        Assert.DoesNotContain("somebody@else", File.ReadAllText(Launcher.Log(_instance, "env")));
    }

    [Fact]
    public void Two_commands_do_not_use_the_same_servers()
    {
        using (InstanceLock.Take(_instance, "demo"))
        {
            var error = Assert.Throws<UnavailableException>(() => InstanceLock.Take(_instance, "test"));
            Assert.Contains("demo", error.Message);
        }
        using var free = InstanceLock.Take(_instance, "test");
    }

    private Task<StartedProcess> StartAsync(string name, params string[] command) =>
        Launcher.StartAsync(_instance, name, command, new Dictionary<string, string>(), default);

    public void Dispose()
    {
        foreach (var process in _instance.Running) process.KillAsync().GetAwaiter().GetResult();
        Directory.Delete(_folder, recursive: true);
    }
}
