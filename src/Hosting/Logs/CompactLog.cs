using Microsoft.Extensions.DependencyInjection;
using Serilog;
using Serilog.Configuration;
using Serilog.Events;
using Serilog.Formatting.Compact;

namespace Workers.Hosting.Logs;

internal static class CompactLog
{
    private const long MaxBytesOfFile = 32 << 20;
    private const int FilesKept = 8;

    /// <summary>One JSON object a line on standard output, or in a file.</summary>
    /// <param name="file">Null: standard output.</param>
    public static void AddCompactLog(this IServiceCollection services, string process, string? file) =>
        // Its own, not the static one: there may be several hosts in a process, each with its log.
        services.AddSerilog(preserveStaticLogger: true, configureLogger: log => log
            .MinimumLevel.Information()
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            // A statement that fails, as when a row is locked, is told by whoever handles it, if it is worth it.
            .MinimumLevel.Override("Microsoft.EntityFrameworkCore.Database.Command", LogEventLevel.Fatal)
            // When it started and stopped, and where it listens.
            .MinimumLevel.Override("Microsoft.Hosting.Lifetime", LogEventLevel.Information)
            .Enrich.FromLogContext()
            .Enrich.WithProperty("Process", process)
            .WriteTo.Lines(file));

    private static LoggerConfiguration Lines(this LoggerSinkConfiguration to, string? file) => file is null
        ? to.Console(new RenderedCompactJsonFormatter())
        : to.File(
            new RenderedCompactJsonFormatter(),
            file,
            rollOnFileSizeLimit: true,
            fileSizeLimitBytes: MaxBytesOfFile,
            retainedFileCountLimit: FilesKept);
}
