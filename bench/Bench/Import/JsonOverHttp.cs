using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using NpgsqlTypes;
using Workers.Bench.Installation;

namespace Workers.Bench.Import;

/// <summary>
/// From database to database by a web service: it streams rows <c>{"eid", "sid", "gmv"}</c> of a table, and a client
/// writes them into such a table, by binary COPY, as they
/// come. Both tables have the key that they need to be of use.
/// </summary>
internal sealed class JsonOverHttp : IAsyncDisposable
{
    private const string Table =
        "CREATE TABLE over_http (event_id int, site_id int, gmv real, PRIMARY KEY (site_id, event_id))";
    private readonly WebApplication _service;
    private readonly HttpClient _client;
    private readonly BenchDatabase _engine;

    private JsonOverHttp(WebApplication service, BenchDatabase engine, int values)
    {
        _service = service;
        _engine = engine;
        Values = values;
        _client = new HttpClient
        {
            BaseAddress = new Uri(service.Urls.Single()),
            Timeout = TimeSpan.FromMinutes(5),
        };
    }

    public int Values { get; }

    public static async Task<JsonOverHttp> StartAsync(BenchDatabase icebox, BenchDatabase engine, int values)
    {
        await icebox.ExecuteAsync(Table);
        await engine.ExecuteAsync(Table);
        await WriteAsync(icebox, Gmv.Some(values).ToAsyncEnumerable());
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var service = builder.Build();
        service.MapGet("/gmvs", () => ReadAsync(icebox));
        await service.StartAsync();
        return new(service, engine, values);
    }

    public async Task RunAsync()
    {
        await _engine.ExecuteAsync("TRUNCATE over_http");
        if (await WriteAsync(_engine, _client.GetFromJsonAsAsyncEnumerable<Gmv>("/gmvs")!) != (ulong)Values)
            throw new InvalidDataException("not every row came over");
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _service.DisposeAsync();
    }

    private static async IAsyncEnumerable<Gmv> ReadAsync(BenchDatabase icebox)
    {
        await using var connection = new NpgsqlConnection(icebox.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT event_id, site_id, gmv FROM over_http", connection);
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
            yield return new Gmv { Event = rows.GetInt32(0), Site = rows.GetInt32(1), Value = rows.GetFloat(2) };
    }

    private static async Task<ulong> WriteAsync(BenchDatabase database, IAsyncEnumerable<Gmv> gmvs)
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync();
        await using var copy = await connection.BeginBinaryImportAsync("COPY over_http FROM STDIN (FORMAT BINARY)");
        await foreach (var row in gmvs)
        {
            await copy.StartRowAsync();
            await copy.WriteAsync(row.Event, NpgsqlDbType.Integer);
            await copy.WriteAsync(row.Site, NpgsqlDbType.Integer);
            await copy.WriteAsync(row.Value, NpgsqlDbType.Real);
        }
        return await copy.CompleteAsync();
    }
}
