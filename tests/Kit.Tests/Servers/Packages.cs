using Workers.Kit.Servers;

namespace Workers.Kit.Tests.Servers;

public sealed class Packages : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("apt-").FullName;
    private readonly string? _path = Environment.GetEnvironmentVariable("PATH");

    private string Policy => Path.Combine(_folder, "policy-rc.d");

    [SkippableFact]
    public async Task They_are_installed_without_starting_a_service_and_the_policy_goes_again()
    {
        Skip.IfNot(Environment.IsPrivilegedProcess && File.Exists("/usr/bin/apt-get"), "only root installs packages, on Debian");
        WriteAptGet($"""echo "$@: $([ -x {Policy} ] && ({Policy}; echo $?))" """);

        var got = await DebianPackages.TryAsync("a-package", Path.Combine(_folder, "what-it-brings"), default, Policy);

        Assert.True(got);
        Assert.Equal(["update -q:", "install -q -y --no-install-recommends a-package: 101"], Calls());
        Assert.False(File.Exists(Policy));
    }

    [SkippableFact]
    public async Task A_package_that_cannot_be_had_is_told_and_the_policy_goes_again()
    {
        Skip.IfNot(Environment.IsPrivilegedProcess && File.Exists("/usr/bin/apt-get"), "only root installs packages, on Debian");
        WriteAptGet("[ $1 = update ] || exit 100");

        Assert.False(await DebianPackages.TryAsync("a-package", Path.Combine(_folder, "what-it-brings"), default, Policy));
        Assert.False(File.Exists(Policy));
    }

    [Fact]
    public async Task What_is_there_is_not_installed_again()
    {
        WriteAptGet("echo called");

        Assert.True(await DebianPackages.TryAsync("a-package", typeof(Packages).Assembly.Location, default));
        Assert.Empty(Calls());
    }

    private void WriteAptGet(string script)
    {
        var file = Path.Combine(_folder, "apt-get");
        File.WriteAllText(file, $"#!/bin/sh\nexec >>{_folder}/calls\n{script}\n");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        Environment.SetEnvironmentVariable("PATH", $"{_folder}:{_path}");
    }

    private string[] Calls() => File.Exists($"{_folder}/calls") ? [.. File.ReadAllLines($"{_folder}/calls").Select(line => line.TrimEnd())] : [];

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("PATH", _path);
        Directory.Delete(_folder, recursive: true);
    }
}
