using System.Diagnostics;
using Npgsql;

namespace Workers.Support;

/// <summary>
/// The PostgreSQL cluster and the RabbitMQ node that <c>./workers test</c> starts and names in the environment.
/// </summary>
public static class TestServers
{
    /// <summary>Connection string of a superuser to the maintenance database.</summary>
    public static string Postgres => Get("WORKERS_TEST_POSTGRES");

    /// <summary>amqp:// address of the node, with user and password, without a virtual host.</summary>
    public static Uri Broker => new(Get("WORKERS_TEST_BROKER"));

    /// <summary>A new database of its own for a test; PostGIS is left to the migrations.</summary>
    public static async Task<string> CreateDatabaseAsync()
    {
        var name = $"t_{Guid.NewGuid():N}";
        await using var connection = new NpgsqlConnection(Postgres);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        await command.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(Postgres) { Database = name }.ConnectionString;
    }

    /// <summary>Runs SQL as a superuser, outside of any test's database.</summary>
    public static async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Postgres);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>A new virtual host of its own for a test.</summary>
    public static async Task<Uri> CreateVirtualHostAsync()
    {
        var name = $"t-{Guid.NewGuid():N}";
        var user = Uri.UnescapeDataString(Broker.UserInfo.Split(':')[0]);
        await ControlAsync("add_vhost", name);
        await ControlAsync("set_permissions", "-p", name, user, ".*", ".*", ".*");
        return new Uri(Broker, "/" + name);
    }

    /// <summary>Gives back what a test made: its quorum queues would burden the node, its database the disk.</summary>
    public static async Task DropAsync(Uri virtualHost, string database)
    {
        await ControlAsync("delete_vhost", virtualHost.AbsolutePath.TrimStart('/'));
        await using var connection = new NpgsqlConnection(Postgres);
        await connection.OpenAsync();
        var name = new NpgsqlConnectionStringBuilder(database).Database;
        await using var command = new NpgsqlCommand($"DROP DATABASE {name} WITH (FORCE)", connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Runs rabbitmqctl against the node; returns what it printed.</summary>
    public static async Task<string> ControlAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(Get("WORKERS_TEST_RABBITMQCTL"), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException(
                $"rabbitmqctl {string.Join(' ', arguments)}: {await output}{await error}");
        return await output;
    }

    private static string Get(string name)
    {
        var value = Environment.GetEnvironmentVariable(name);
        Xunit.Skip.If(string.IsNullOrEmpty(value), $"{name} is not set: ./workers test starts the servers and sets it");
        return value!;
    }
}
