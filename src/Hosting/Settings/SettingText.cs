using System.Globalization;
using Microsoft.AspNetCore.Http;
using Npgsql;
using Workers.Errors;

namespace Workers.Hosting.Settings;

/// <summary>The text of a setting: its value, and what would be right.</summary>
internal static class SettingText
{
    /// <summary>The value that a text stands for; null if it is none of its kind, or out of its range.</summary>
    public static object? Parse(SettingAttribute setting, string text) => setting.Kind switch
    {
        SettingKind.Broker => Broker(text),
        SettingKind.Database => IsConnectionString(text) ? text : null,
        SettingKind.HttpAddress => IsHttpAddress(text) ? text : null,
        SettingKind.File => text,
        SettingKind.Number => WholeNumber(setting, text),
        SettingKind.Limit => WholeNumber(setting, text) is { } most ? new Limit(most, setting.Name) : null,
        SettingKind.Seconds => Number(setting, text) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        SettingKind.Days => Number(setting, text) is { } days ? TimeSpan.FromDays(days) : null,
        _ => throw new ArgumentOutOfRangeException(nameof(setting), setting.Kind, "a kind of setting"),
    };

    /// <summary>What would be right.</summary>
    public static string Expected(SettingAttribute setting) => setting.Kind switch
    {
        SettingKind.Broker => "amqp://user:password@host:port/vhost",
        SettingKind.Database => "a connection string, Host=…;Port=…;Database=…;Username=…;Password=…",
        SettingKind.HttpAddress => "an address to listen at, http://127.0.0.1:5001",
        SettingKind.File => "a path",
        SettingKind.Number or SettingKind.Limit => "a whole number" + Range(setting),
        SettingKind.Seconds => "a number of seconds" + Range(setting),
        SettingKind.Days => "a number of days" + Range(setting),
        _ => throw new ArgumentOutOfRangeException(nameof(setting), setting.Kind, "a kind of setting"),
    };

    /// <summary>A wrong text as it may be shown: secrets are not.</summary>
    public static string Show(SettingAttribute setting, string text) =>
        // Both hold passwords, which must not get into logs.
        setting.Kind is SettingKind.Broker or SettingKind.Database ? "wrong" : $"'{text}'";

    private static string Range(SettingAttribute setting) => double.IsInfinity(setting.Most)
        ? string.Create(CultureInfo.InvariantCulture, $", {setting.Least:N0} or more")
        : string.Create(CultureInfo.InvariantCulture, $", {setting.Least:N0} to {setting.Most:N0}");

    private static Uri? Broker(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "amqp" or "amqps" ? address : null;

    private static bool IsConnectionString(string text)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(text).Host is not null;
        }
        catch (Exception e) when (
            e is ArgumentException or FormatException or InvalidCastException or OverflowException)
        {
            return false;
        }
    }

    private static bool IsHttpAddress(string text)
    {
        try
        {
            return BindingAddress.Parse(text).Scheme == "http";
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static long? WholeNumber(SettingAttribute setting, string text)
    {
        var isNumber = long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number);
        return isNumber && IsInRange(setting, number) ? number : null;
    }

    private static double? Number(SettingAttribute setting, string text)
    {
        var isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number);
        return isNumber && IsInRange(setting, number) ? number : null;
    }

    private static bool IsInRange(SettingAttribute setting, double number) =>
        number >= setting.Least && number <= setting.Most;
}
