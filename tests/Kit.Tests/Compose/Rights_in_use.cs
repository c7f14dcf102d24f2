using Npgsql;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Workers.Kit.Demo;
using Workers.Kit.Running;
using Workers.Operations;
using Workers.Operations.Jobs;

namespace Workers.Kit.Tests.Compose;

public sealed class Rights_in_use(ComposedServers servers) : IClassFixture<ComposedServers>
{
    [SkippableFact]
    public async Task Every_process_can_do_its_work_as_its_own_user()
    {
        var connections = servers.As("operator");
        var binaries = Checkout.Find();
        foreach (var host in HostProcess.All)
            await host.StartAsync(servers.Instance, servers.As(host.Project.ToLowerInvariant()), default, binaries);
        var files = new DemoFiles(Path.Combine(servers.Instance.Folder, "demo"));
        files.Write();
        await using var system = new SystemClient(connections);

        var id = await RunInput.Read(files.Scenario)
            .SubmitAsync(system, new RunRequest { Owner = "operator" }, default);
        var job = await system.Jobs.FollowAsync(id, null, default);
        Assert.True(job.IsCompleted, $"{job.State}: {job.Error?.What}");

        var results = await system.Results.WriteAsync(id, Path.Combine(files.Scenario, "results"), default);
        Assert.Equal(600, results.Assets);
        Assert.True((await LocalStatus.LookAsync(servers.Instance, connections, default)).IsHealthy);
    }

    [SkippableTheory]
    [InlineData("importer", "icebox", "DELETE FROM icebox.hazard_calculation")]
    [InlineData("importer", "icebox", "INSERT INTO icebox.risk_calculation DEFAULT VALUES")]
    [InlineData("exporter", "icebox", "DELETE FROM icebox.hazard_values")]
    [InlineData("exporter", "engine", "DELETE FROM engine.import")]
    [InlineData("calculator", "engine", "ALTER TABLE engine.import ADD COLUMN x int")]
    [InlineData("calculator", "engine", "CREATE TABLE engine.x (y int)")]
    [InlineData("coordinator", "jobs", "DROP TABLE jobs.risk_job")]
    [InlineData("operator", "jobs", "UPDATE jobs.risk_job SET owner = 'me'")]
    [InlineData("operator", "jobs", "DELETE FROM messaging.outbox")]
    [InlineData("operator", "jobs", "UPDATE jobs.letter SET state = 'closed'")]
    [InlineData("operator", "jobs", "DELETE FROM jobs.operation")]
    [InlineData("operator", "jobs", "TRUNCATE jobs.audit")]
    [InlineData("coordinator", "jobs", "UPDATE jobs.audit SET who = 'nobody'")]
    [InlineData("coordinator", "jobs", "DELETE FROM jobs.audit")]
    [InlineData("owner", "jobs", "DELETE FROM jobs.audit")]
    [InlineData("owner", "jobs", "TRUNCATE jobs.audit")]
    [InlineData("operator", "icebox", "DELETE FROM icebox.risk_calculation")]
    [InlineData("calculator", "icebox", "SELECT 1")]
    [InlineData("calculator", "jobs", "SELECT 1")]
    [InlineData("importer", "jobs", "SELECT 1")]
    [InlineData("coordinator", "engine", "SELECT 1")]
    [InlineData("coordinator", "icebox", "SELECT 1")]
    public async Task A_role_cannot(string user, string database, string sql)
    {
        var connections = servers.As(user);
        var connectionString = database switch
        {
            "icebox" => connections.Icebox,
            "engine" => connections.Engine,
            _ => connections.Jobs,
        };

        var error = await Assert.ThrowsAsync<PostgresException>(async () =>
        {
            await using var connection = new NpgsqlConnection(connectionString);
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync();
        });

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, error.SqlState);
    }

    [SkippableTheory]
    [InlineData("importer", "run-risk-calc")]
    [InlineData("calculator", "risk-job")]
    [InlineData("exporter", "import-hazard")]
    [InlineData("operator", "risk-job")]
    [InlineData("platform", "import-hazard")]
    public async Task A_user_cannot_make_a_queue_of_others(string user, string queue)
    {
        await using var connection =
            await new ConnectionFactory { Uri = new Uri(servers.As(user).Broker) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();

        var error = await Assert.ThrowsAsync<OperationInterruptedException>(() => channel.QueueDeclareAsync(
            queue,
            durable: true,
            exclusive: false,
            autoDelete: false));

        Assert.Equal(Constants.AccessRefused, error.ShutdownReason!.ReplyCode);
    }

    [SkippableFact]
    public async Task Nobody_gets_in_with_a_guessed_password()
    {
        var known = new Uri(servers.As("importer").Broker);
        var factory = new ConnectionFactory
        {
            HostName = known.Host,
            Port = known.Port,
            VirtualHost = "workers",
            UserName = "guest",
            Password = "guest",
        };

        await Assert.ThrowsAsync<BrokerUnreachableException>(() => factory.CreateConnectionAsync());
    }
}
