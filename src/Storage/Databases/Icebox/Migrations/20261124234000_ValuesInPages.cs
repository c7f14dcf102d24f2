using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Workers.Storage.Databases.Icebox;

namespace Workers.Storage.Databases.Icebox.Migrations;

/// <inheritdoc />
[DbContext(typeof(IceboxDb))]
[Migration("20261124234000_ValuesInPages")]
public sealed class ValuesInPages : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(Layout.ValuesInPages("icebox"));
}
