using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Workers.Hosting.Health;
using Workers.Messaging.Topology;

namespace Workers.Hosting.Tests;

public sealed class Health_page
{
    [SkippableFact]
    public async Task It_answers_where_the_setting_says()
    {
        var address = $"http://127.0.0.1:{FreePort()}";
        await using var process = await HostedProcess.StartAsync($"--WORKERS_HEALTH_URL={address}");
        using var http = new HttpClient();

        using var answer = await http.GetAsync(new Uri(address + "/health"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);
        var body = await answer.Content.ReadAsStringAsync();
        Assert.StartsWith("{\"status\":\"Healthy\",\"checks\":{", body, StringComparison.Ordinal);
        Assert.Contains("\"consumers\":{\"status\":\"Healthy\"", body, StringComparison.Ordinal);
        Assert.Contains(
            """
            "database":{"status":"Healthy","description":"engine","data":{}}
            """,
            body,
            StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_process_without_the_setting_listens_nowhere()
    {
        await using var process = await HostedProcess.StartAsync();
        using var defaultOfKestrel = new TcpClient();

        await Assert.ThrowsAsync<SocketException>(() => defaultOfKestrel.ConnectAsync(IPAddress.Loopback, 5000));
    }

    [SkippableFact]
    public async Task Every_queue_of_the_process_needs_a_consumer()
    {
        await using var process = await HostedProcess.StartAsync();
        var all = await process.HealthAsync();
        Assert.Equal(["consumers", "database", "masstransit-bus", "messages", "outbox"], all.Entries.Keys.Order());
        Assert.Equal(HealthStatus.Healthy, all.Status);

        await process.StopAsync();
        await using var check = new ConsumersCheck(process.Broker, [Queues.RunRiskCalc, Queues.RiskJob, "nobody"]);
        var idle = await check.CheckHealthAsync(new HealthCheckContext());
        Assert.Equal("no consumer on run-risk-calc, risk-job, nobody", idle.Description);
    }

    [SkippableFact]
    public async Task A_message_that_was_given_up_makes_it_degraded()
    {
        await using var process = await HostedProcess.StartAsync();
        await process.ExecuteAsync(
            """
            INSERT INTO messaging.outbox
                (message_id, destination_address, content_type, message_type, body, sent_at, due_at, attempts)
            VALUES
                (gen_random_uuid(), 'exchange:risk-job', 'application/vnd.masstransit+json', 'urn:message:x',
                 'not json', now(), 'infinity', 10)
            """);

        var health = await process.HealthAsync();

        Assert.Equal(HealthStatus.Degraded, health.Status);
        Assert.Equal("oldest due message waits 0 s; 1 given up", health.Entries["outbox"].Description);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
