namespace Workers.Kit.Processes;

/// <summary>Whom a server runs as: PostgreSQL refuses to run as root, and RabbitMQ need not.</summary>
public sealed record Account(string? User)
{
    /// <summary>Debian's user of that name if we are root; else ourselves.</summary>
    public static Account For(string user) => new(Environment.IsPrivilegedProcess ? user : null);

    /// <summary>A command line that becomes <paramref name="command"/> under this account, keeping the process number.</summary>
    public IEnumerable<string> Command(params IEnumerable<string> command) =>
        User is null ? command : ["setpriv", $"--reuid={User}", $"--regid={User}", "--init-groups", "--", .. command];

    public async Task<bool> CanEnterAsync(string folder, CancellationToken cancel)
    {
        var command = Command("test", "-x", folder).ToList();
        return (await ExternalProgram.TryAsync(command[0], command.Skip(1), cancel)).Exit == 0;
    }

    public Task CreateFolderAsync(string folder, CancellationToken cancel) =>
        ExternalProgram.RunAsync("install", ["-d", "-m", "700", .. User is null ? Array.Empty<string>() : ["-o", User, "-g", User], folder], cancel);

    /// <summary>A file that only this account (and root) can read.</summary>
    public async Task WriteSecretAsync(string file, string content, CancellationToken cancel, UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite)
    {
        File.Delete(file);
        await using (var stream = new FileStream(file, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = mode }))
            await stream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(content), cancel);
        if (User is not null) await ExternalProgram.RunAsync("chown", [$"{User}:{User}", file], cancel);
    }
}
