using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Workers.Storage.Databases.Icebox;

#nullable disable

namespace Workers.Storage.Databases.Icebox.Migrations;

/// <inheritdoc />
[DbContext(typeof(IceboxDb))]
[Migration("20261125003000_ExportParts")]
public sealed class ExportParts : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.CreateTable(
            name: "export_part",
            schema: "icebox",
            columns: table => new
            {
                job_id = table.Column<Guid>(type: "uuid", nullable: false),
                attempt = table.Column<int>(type: "integer", nullable: false),
                part = table.Column<int>(type: "integer", nullable: false),
                tables = table.Column<string[]>(type: "text[]", nullable: false),
                first_key = table.Column<int[]>(type: "integer[]", nullable: true),
                end_key = table.Column<int[]>(type: "integer[]", nullable: true),
                rows = table.Column<long>(type: "bigint", nullable: false),
                bytes = table.Column<long>(type: "bigint", nullable: false),
                copied_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_export_part", x => new { x.job_id, x.attempt, x.part }));

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropTable(name: "export_part", schema: "icebox");
}
