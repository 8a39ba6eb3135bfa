using System.ComponentModel;
using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace AiPromptGen.Host.Start;

/// <summary>
/// Whether values are of the type that the app reads them as. .NET's binder stops at the first that is not, and passes over
/// those in lists and dictionaries without a word.
/// </summary>
internal static class SettingTypes
{
    /// <param name="app">Its classes <c>…Options</c> say by their constant <c>Section</c> what they are bound to.</param>
    /// <returns>A line for each mistake.</returns>
    public static IEnumerable<string> Mistakes(Assembly app, IConfiguration configuration)
    {
        var sections = app.GetTypes()
            .Select(type => (Type: type, Section: type.GetField("Section")?.GetRawConstantValue() as string))
            .Where(options => options.Section is not null)
            .Select(options => (options.Section!, options.Type))
            .Append(("Logging:LogLevel", typeof(Dictionary<string, LogLevel>)));
        return from section in sections
            from setting in configuration.GetSection(section.Item1).AsEnumerable(makePathsRelative: true)
            where setting.Value is not null && setting.Key.Length > 0
            let type = Find(section.Item2, setting.Key.Split(':'))
            where type is not null && !Fits(type, setting.Value)
            select $"{section.Item1}:{setting.Key} must be {Wanted(type.ToString())}.";
    }

    /// <param name="type">A type's name, as the messages of .NET's binder have it as well.</param>
    public static string Wanted(string type) =>
        type switch
        {
            _ when type.Contains("Int32", StringComparison.Ordinal) => $"a whole number of at most {int.MaxValue}",
            _ when type.Contains("Int64", StringComparison.Ordinal) => "a whole number",
            _ when type.Contains("Boolean", StringComparison.Ordinal) => "true or false",
            _ when type.Contains("Double", StringComparison.Ordinal) => "a number such as 0.5",
            _ when type.Contains("Decimal", StringComparison.Ordinal) => "a number such as 4.99",
            _ when type.Contains("DateTimeOffset", StringComparison.Ordinal) => "a time such as 2026-01-31T00:00:00Z",
            _ when type.Contains("Uri", StringComparison.Ordinal) => "an address such as https://example.org/",
            _ when type.Contains(nameof(LogLevel), StringComparison.Ordinal) =>
                $"one of {string.Join(", ", Enum.GetNames<LogLevel>())}",
            _ => $"of the type {type}",
        };

    /// <returns>Null where there is no such setting, which is told as an unknown one.</returns>
    private static Type? Find(Type? type, string[] path)
    {
        foreach (var part in path)
        {
            var generic = type!.IsGenericType ? type.GetGenericArguments() : [];
            type =
                generic.Length > 0
                    ? generic[^1]
                    : type.GetProperty(
                        part,
                        BindingFlags.IgnoreCase | BindingFlags.Instance | BindingFlags.Public
                    )?.PropertyType;
            if (type is null)
            {
                return null;
            }

            type = Nullable.GetUnderlyingType(type) ?? type;
        }

        return type;
    }

    private static bool Fits(Type type, string value)
    {
        if (type == typeof(Uri))
        {
            return Uri.TryCreate(value, UriKind.Absolute, out _);
        }

        var converter = TypeDescriptor.GetConverter(type);
        try
        {
            // A value where more is expected below it, as an empty list is written, has no converter.
            return !converter.CanConvertFrom(typeof(string)) || converter.ConvertFromInvariantString(value) is not null;
        }
        catch (Exception wrong) when (wrong is FormatException or ArgumentException or OverflowException)
        {
            return false;
        }
    }
}
