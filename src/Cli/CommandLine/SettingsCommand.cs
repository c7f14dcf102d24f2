using Spectre.Console.Cli;

namespace Workers.Cli.CommandLine;

/// <summary>A command that needs nothing of the command line but its settings.</summary>
public abstract class SettingsCommand<TSettings> : AsyncCommand<TSettings> where TSettings : CommandSettings
{
    public sealed override Task<int> ExecuteAsync(
        CommandContext context,
        TSettings settings,
        CancellationToken cancellationToken) => RunAsync(settings, cancellationToken);

    /// <returns>Exit code.</returns>
    protected abstract Task<int> RunAsync(TSettings settings, CancellationToken cancel);
}
