using Microsoft.Extensions.DependencyInjection;
using Serilog;
using Serilog.Events;
using Serilog.Formatting.Compact;

namespace Workers.Hosting.Logs;

internal static class CompactLog
{
    /// <summary>One JSON object a line on standard output.</summary>
    public static void AddCompactLog(this IServiceCollection services, string process) => services.AddSerilog(log => log
        .MinimumLevel.Information()
        .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
        // When it started and stopped, and where it listens.
        .MinimumLevel.Override("Microsoft.Hosting.Lifetime", LogEventLevel.Information)
        .Enrich.FromLogContext()
        .Enrich.WithProperty("Process", process)
        .WriteTo.Console(new RenderedCompactJsonFormatter()));
}
