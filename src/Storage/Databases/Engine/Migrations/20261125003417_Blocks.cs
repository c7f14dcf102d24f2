using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Workers.Storage.Databases.Engine.Migrations
{
    /// <inheritdoc />
    public partial class Blocks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "blocks",
                schema: "engine",
                table: "job_run",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "blocks_done",
                schema: "engine",
                table: "job_run",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "planned_at",
                schema: "engine",
                table: "job_run",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "calculated_block",
                schema: "engine",
                columns: table => new
                {
                    job_id = table.Column<Guid>(type: "uuid", nullable: false),
                    attempt = table.Column<int>(type: "integer", nullable: false),
                    block = table.Column<int>(type: "integer", nullable: false),
                    loss_type = table.Column<int>(type: "integer", nullable: false),
                    rows = table.Column<int>(type: "integer", nullable: false),
                    payload = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_calculated_block", x => new { x.job_id, x.attempt, x.loss_type, x.block });
                });

            migrationBuilder.CreateTable(
                name: "finished_block",
                schema: "engine",
                columns: table => new
                {
                    job_id = table.Column<Guid>(type: "uuid", nullable: false),
                    attempt = table.Column<int>(type: "integer", nullable: false),
                    block = table.Column<int>(type: "integer", nullable: false),
                    seconds = table.Column<double>(type: "double precision", nullable: false),
                    finished_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_finished_block", x => new { x.job_id, x.attempt, x.block });
                });

            migrationBuilder.Sql("ALTER TABLE engine.calculated_block ALTER COLUMN payload SET STORAGE EXTERNAL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "calculated_block",
                schema: "engine");

            migrationBuilder.DropTable(
                name: "finished_block",
                schema: "engine");

            migrationBuilder.DropColumn(
                name: "blocks",
                schema: "engine",
                table: "job_run");

            migrationBuilder.DropColumn(
                name: "blocks_done",
                schema: "engine",
                table: "job_run");

            migrationBuilder.DropColumn(
                name: "planned_at",
                schema: "engine",
                table: "job_run");
        }
    }
}
