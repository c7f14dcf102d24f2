using Npgsql;
using Workers.Storage.Databases;

namespace Workers.Storage.Tests.Databases;

public sealed class Pools_of_connections
{
    [Theory]
    [InlineData("Host=nowhere", 7)]
    [InlineData("Host=nowhere;Maximum Pool Size=3", 3)]
    [InlineData("Host=nowhere;MaxPoolSize=100", 100)]
    public async Task A_pool_is_as_large_as_the_process_needs_unless_the_connection_string_says_otherwise(
        string connectionString,
        int expected)
    {
        await using var source = Database.Open(Database.Engine, connectionString, connections: 7);

        Assert.Equal(expected, new NpgsqlConnectionStringBuilder(source.ConnectionString).MaxPoolSize);
    }
}
