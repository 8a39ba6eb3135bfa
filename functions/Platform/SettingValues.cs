using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace AiPromptGen.Platform;

/// <summary>
/// Checks that each setting has a value that its property takes: of the right type, and within what the attributes on it allow. .NET's
/// binder stops at the first value of a wrong type, and silently ignores such values in lists and dictionaries, so that for example a pack
/// would have no price. And its validation of options names the property but not the setting.
/// </summary>
internal static class SettingValues
{
    // A class with settings has a constant with the name of its section.
    private static readonly IReadOnlyList<(string Section, Type Type)> Sections =
    [
        .. from type in typeof(SettingValues).Assembly.GetTypes()
        where type.Name.EndsWith("Options", StringComparison.Ordinal)
        let section = type.GetField("Section")?.GetRawConstantValue() as string
        where section is not null
        select (section, type),
        ("Logging:LogLevel", typeof(Dictionary<string, LogLevel>)),
    ];

    /// <exception cref="OptionsValidationException">At least one setting is wrong; the exception has a line for each.</exception>
    public static void RefuseWrong(IConfiguration configuration)
    {
        var mistakes = Mistakes(configuration).ToList();
        if (mistakes.Count > 0)
        {
            throw new OptionsValidationException(Options.DefaultName, typeof(IConfiguration), mistakes);
        }
    }

    public static IEnumerable<string> Mistakes(IConfiguration configuration) =>
        from section in Sections
        from setting in configuration.GetSection(section.Section).AsEnumerable(makePathsRelative: true)
        where setting.Value is not null && setting.Key.Length > 0
        let taken = Find(section.Type, setting.Key.Split(':'))
        where taken is not null && !taken.Fits(setting.Value)
        select $"{section.Section}:{setting.Key} must be {taken.Wanted}.";

    /// <returns>Null when no property takes the setting.</returns>
    private static Taken? Find(Type type, string[] path)
    {
        var taken = new Taken(type, []);
        foreach (var part in path)
        {
            var property = taken.Type.GetProperty(
                part,
                BindingFlags.IgnoreCase | BindingFlags.Instance | BindingFlags.Public
            );
            if (taken.Type is { IsGenericType: true })
            {
                taken = new(taken.Type.GetGenericArguments()[^1], []);
            }
            else if (property is not null)
            {
                var own = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
                taken = new(own, [.. property.GetCustomAttributes<ValidationAttribute>()]);
            }
            else
            {
                return null;
            }
        }

        return taken;
    }

    /// <param name="Rules">The attributes of the property; none for elements of lists and dictionaries.</param>
    private sealed record Taken(Type Type, ValidationAttribute[] Rules)
    {
        public string Wanted =>
            Rules.OfType<AllowedValuesAttribute>().FirstOrDefault() is { } list ? $"one of {Words(list.Values)}"
            : Rules.OfType<StringLengthAttribute>().FirstOrDefault() is { } text
                ? $"a text of at most {text.MaximumLength} characters"
            : Type == typeof(bool) ? "true or false"
            : Type == typeof(Uri) ? "an address such as https://example.org/"
            : Type == typeof(DateTimeOffset) ? "a time such as 2026-01-31T00:00:00Z"
            : Type.IsEnum ? $"one of {Words(Enum.GetNames(Type))}"
            : Type == typeof(int) ? $"a whole number{Limits}"
            : $"a number{Limits}, such as 0.5";

        private string Limits =>
            Rules.OfType<RangeAttribute>().FirstOrDefault() is { } range
                ? string.Create(null, $" from {range.Minimum} to {range.Maximum}")
                : "";

        public bool Fits(string value)
        {
            if (Type == typeof(Uri))
            {
                return Uri.TryCreate(value, UriKind.Absolute, out _);
            }

            var converter = TypeDescriptor.GetConverter(Type);
            // No converter takes a text: the setting has a value where others are expected below it, as an empty list is written.
            if (!converter.CanConvertFrom(typeof(string)))
            {
                return true;
            }

            try
            {
                var read = converter.ConvertFromInvariantString(value);
                return read is not null && Array.TrueForAll(Rules, rule => rule.IsValid(read));
            }
            catch (Exception wrong) when (wrong is FormatException or ArgumentException or OverflowException)
            {
                return false;
            }
        }

        private static string Words(IEnumerable<object?> values) => string.Join(", ", values);
    }
}
