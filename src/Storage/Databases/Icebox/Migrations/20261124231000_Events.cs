using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Workers.Storage.Databases.Icebox.Migrations
{
    /// <inheritdoc />
    public partial class Events : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long[]>(
                name: "ruptures",
                schema: "icebox",
                table: "hazard_event",
                type: "bigint[]",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "result_event",
                schema: "icebox",
                columns: table => new
                {
                    job_id = table.Column<Guid>(type: "uuid", nullable: false),
                    attempt = table.Column<int>(type: "integer", nullable: false),
                    block = table.Column<int>(type: "integer", nullable: false),
                    ids = table.Column<long[]>(type: "bigint[]", nullable: false),
                    realizations = table.Column<int[]>(type: "integer[]", nullable: false),
                    years = table.Column<int[]>(type: "integer[]", nullable: true),
                    ruptures = table.Column<long[]>(type: "bigint[]", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_result_event", x => new { x.job_id, x.attempt, x.block });
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "result_event",
                schema: "icebox");

            migrationBuilder.DropColumn(
                name: "ruptures",
                schema: "icebox",
                table: "hazard_event");
        }
    }
}
