using Microsoft.Extensions.Configuration;
using Workers.Errors;

namespace Workers.Hosting;

/// <summary>Configuration of a process: environment variables <c>WORKERS_*</c>, or options of the same name. There are no default secrets.</summary>
public sealed class Settings(IConfiguration configuration)
{
    /// <summary>The broker, <c>amqp://user:password@host:port/vhost</c>.</summary>
    public Uri Broker => Uri.TryCreate(Require("WORKERS_BROKER"), UriKind.Absolute, out var uri)
        ? uri
        : throw new InvalidOperationException("WORKERS_BROKER is not an address: expected amqp://user:password@host:port/vhost");

    /// <summary>Where the health page listens (<c>http://127.0.0.1:5001</c>); null means nowhere.</summary>
    public string? HealthUrl => Find("WORKERS_HEALTH_URL");

    /// <summary>How long messages are remembered as consumed; longer than any redelivery or replay may take.</summary>
    public TimeSpan InboxWindow => Days("WORKERS_INBOX_DAYS", 30);

    /// <summary>About how many bytes an import or export copies in one transaction: what it has to do again after an interruption at most.</summary>
    public long BytesPerPart => Number("WORKERS_PART_BYTES", 32 << 20);

    /// <summary>Bytes that the engine database may come to before imports wait for room; null means any.</summary>
    public Limit? MostEngineBytes => Find("WORKERS_MOST_ENGINE_BYTES") is null ? null : new Limit(Number("WORKERS_MOST_ENGINE_BYTES", 0), "WORKERS_MOST_ENGINE_BYTES");

    /// <summary>Npgsql connection string of a database (<see cref="Storage.Databases.Database"/>): <c>engine</c> reads <c>WORKERS_ENGINE</c>.</summary>
    public string Connection(string database) => Require("WORKERS_" + database.ToUpperInvariant());

    /// <summary>A setting that must be there.</summary>
    public string Require(string name) => Find(name) ?? throw new InvalidOperationException($"{name} is not set");

    /// <summary>A setting that may be there; null if it is not, or empty.</summary>
    public string? Find(string name) => configuration[name] is { Length: > 0 } value ? value : null;

    /// <summary>A time in seconds.</summary>
    public TimeSpan Seconds(string name, double otherwise) => TimeSpan.FromSeconds(configuration.GetValue(name, otherwise));

    /// <summary>A whole number.</summary>
    public long Number(string name, long otherwise) => Find(name) is null ? otherwise : configuration.GetValue<long>(name);

    private TimeSpan Days(string name, double otherwise) => TimeSpan.FromDays(configuration.GetValue(name, otherwise));
}
