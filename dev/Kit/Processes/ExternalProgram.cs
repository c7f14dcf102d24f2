using System.Diagnostics;
using Workers.Operations;

namespace Workers.Kit.Processes;

/// <summary>Programs of the system that are run to their end.</summary>
public static class ExternalProgram
{
    /// <summary>Standard output of a program that must succeed.</summary>
    public static async Task<string> RunAsync(string program, IEnumerable<string> arguments, CancellationToken cancel, params (string, string)[] environment)
    {
        var (exit, output, error) = await TryAsync(program, arguments, cancel, environment);
        return exit == 0 ? output : throw new UnavailableException($"{Path.GetFileName(program)} failed ({exit}): {error}{output}".TrimEnd());
    }

    public static async Task<(int Exit, string Output, string Error)> TryAsync(
        string program, IEnumerable<string> arguments, CancellationToken cancel, params (string Name, string Value)[] environment)
    {
        // A session of its own: Ctrl-C in the terminal reaches us alone, and we decide what ends when.
        var start = new ProcessStartInfo("setsid", ["--wait", program, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            await process.WaitForExitAsync(cancel);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
        return (process.ExitCode, await output, await error);
    }
}
