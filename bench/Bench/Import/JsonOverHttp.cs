using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using NpgsqlTypes;
using Workers.Bench.Installation;

namespace Workers.Bench.Import;

/// <summary>
/// A web service that streams rows <c>{"eid", "sid", "gmv"}</c>, and a client that writes them into a table by binary COPY as they come. The service has the values
/// in memory and the table has no key: both are better than what one would have.
/// </summary>
internal sealed class JsonOverHttp : IAsyncDisposable
{
    private readonly WebApplication _service;
    private readonly HttpClient _client;
    private readonly BenchDatabase _engine;

    private JsonOverHttp(WebApplication service, BenchDatabase engine, int values) => (_service, _engine, Values, _client) =
        (service, engine, values, new HttpClient { BaseAddress = new Uri(service.Urls.Single()), Timeout = TimeSpan.FromMinutes(5) });

    public int Values { get; }

    public static async Task<JsonOverHttp> StartAsync(BenchDatabase engine, int values)
    {
        var rows = Gmv.Some(values).ToArray();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var service = builder.Build();
        service.MapGet("/gmvs", () => Stream(rows));
        await service.StartAsync();
        await engine.ExecuteAsync("CREATE TABLE over_http (event_id int, site_id int, gmv real)");
        return new(service, engine, values);
    }

    public async Task RunAsync()
    {
        await using var connection = new NpgsqlConnection(_engine.ConnectionString);
        await connection.OpenAsync();
        await using (var truncate = new NpgsqlCommand("TRUNCATE over_http", connection)) await truncate.ExecuteNonQueryAsync();
        await using var copy = await connection.BeginBinaryImportAsync("COPY over_http FROM STDIN (FORMAT BINARY)");
        await foreach (var row in _client.GetFromJsonAsAsyncEnumerable<Gmv>("/gmvs"))
        {
            await copy.StartRowAsync();
            await copy.WriteAsync(row!.Event, NpgsqlDbType.Integer);
            await copy.WriteAsync(row.Site, NpgsqlDbType.Integer);
            await copy.WriteAsync(row.Value, NpgsqlDbType.Real);
        }
        if (await copy.CompleteAsync() != (ulong)Values) throw new InvalidDataException("not every row came over");
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _service.DisposeAsync();
    }

    private static async IAsyncEnumerable<Gmv> Stream(Gmv[] rows)
    {
        foreach (var row in rows) yield return row;
        await Task.CompletedTask;
    }
}
