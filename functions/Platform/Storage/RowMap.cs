using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AiPromptGen.Platform.Storage;

/// <summary>The name of a property's column, where it is not the property's own; or what its columns' names begin with.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class StoredAsAttribute(string name) : Attribute
{
    public string Name => name;
}

/// <summary>The column's name goes without the prefix that the record around it gives to its columns.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class StoredBesideAttribute : Attribute;

/// <summary>No column: it is part of the row's key, or follows from the others.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NotStoredAttribute : Attribute;

/// <summary>An enum's word is written in lower case with hyphens, as in the API; without it, as it is written in the program.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class StoredInLowerCaseAttribute : Attribute;

/// <summary>
/// The property is a JSON text, in as many columns as it needs (<see cref="ChunkedText"/>). A list without items has no column.
/// </summary>
/// <param name="context">The source-generated context that knows the type; null is the JSON of the API, <see cref="AppJson"/>.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class StoredAsJsonAttribute(Type? context = null) : Attribute
{
    public Type? Context => context;

    internal JsonSerializerOptions Options =>
        context is null
            ? AppJson.Options
            : ((JsonSerializerContext)context.GetProperty("Default")!.GetValue(null)!).Options;
}

/// <summary>A value that is the type's default, such as 0, has no column.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class StoredUnlessDefaultAttribute : Attribute;

/// <summary>A value that is one column: a text or a number.</summary>
public interface IStoredAsColumn<TSelf>
    where TSelf : IStoredAsColumn<TSelf>
{
    object ToColumn();

    static abstract TSelf FromColumn(object column);
}

/// <summary>
/// Writes a record as the columns of a row and reads it back. Each property that can be set is a column of the same name. A record inside
/// it is laid out flat: the names of its columns begin with the property's name. A value that is null has no column. When a column is
/// missing, the property keeps its default, so that older rows without it can be read; for a property that is required and never null it is
/// an error. Names are stored, so a renamed property must keep its column's name with <see cref="StoredAsAttribute"/>.
/// </summary>
public static class RowMap
{
    private static readonly ConcurrentDictionary<Type, Property[]> Known = new();

    public static TableEntity ToRow(string partitionKey, string rowKey, object record)
    {
        var row = new TableEntity(partitionKey, rowKey);
        Write(row, record, prefix: "", around: "");
        return row;
    }

    /// <returns>The record. The caller sets properties with <see cref="NotStoredAttribute"/>, also required ones.</returns>
    /// <exception cref="InvalidDataException">The row lacks a column that every such row has.</exception>
    public static T Read<T>(TableEntity row)
        where T : class => ReadIfAny<T>(row)!;

    /// <returns>Null when the row has no column of such a record.</returns>
    /// <inheritdoc cref="Read{T}(TableEntity)"/>
    public static T? ReadIfAny<T>(TableEntity row)
        where T : class => (T?)Read(row, typeof(T), prefix: "", around: "");

    private static void Write(TableEntity row, object record, string prefix, string around)
    {
        foreach (var property in PropertiesOf(record.GetType()))
        {
            var name = property.NameIn(prefix, around);
            switch (property.Info.GetValue(record))
            {
                case null:
                case ICollection { Count: 0 } when property.Json is not null:
                case { } unset when property.IsUnset(unset):
                    break;
                case { } value when property.Json is { } json:
                    ChunkedText.Set(row, name, JsonSerializer.Serialize(value, property.Info.PropertyType, json));
                    break;
                case Enum word:
                    row[name] = property.WordOf(word);
                    break;
                case { } column when property.FromColumn is not null:
                    row[name] = property.ToColumn!.Invoke(column, null);
                    break;
                case { } inner when property.IsRecord:
                    Write(row, inner, name, prefix);
                    break;
                case { } value:
                    row[name] = value;
                    break;
            }
        }
    }

    /// <returns>Null when the row has no column of this record.</returns>
    private static object? Read(TableEntity row, Type type, string prefix, string around)
    {
        var values = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var property in PropertiesOf(type))
        {
            if (ValueOf(row, property, property.NameIn(prefix, around), prefix) is { } value)
            {
                values[property.Info.Name] = value;
            }
        }

        if (values.Count == 0)
        {
            return null;
        }

        if (PropertiesOf(type).FirstOrDefault(p => p.IsNeeded && !values.ContainsKey(p.Info.Name)) is { } missing)
        {
            throw new InvalidDataException($"A row of {type.Name} has no column for {missing.Info.Name}.");
        }

        // The record's own constructor; properties that it does not take are set afterwards.
        var constructor = type.GetConstructors().MaxBy(c => c.GetParameters().Length)!;
        var made = constructor.Invoke([.. constructor.GetParameters().Select(p => values.GetValueOrDefault(p.Name!))]);
        foreach (var property in PropertiesOf(type))
        {
            if (values.TryGetValue(property.Info.Name, out var value))
            {
                property.Info.SetValue(made, value);
            }
        }

        return made;
    }

    private static object? ValueOf(TableEntity row, Property property, string name, string around) =>
        property.Json is { } json
            ? ChunkedText.Get(row, name) is { } text
                ? JsonSerializer.Deserialize(text, property.Info.PropertyType, json)
                : null
            : property.IsRecord
                ? Read(row, property.Type, name, around)
                : !row.TryGetValue(name, out var stored) || stored is null
                    ? null
                    : property.Type.IsEnum
                        ? property.EnumOf((string)stored)
                        : property.FromColumn is not null
                            ? property.FromColumn.Invoke(null, [stored])
                            : property.Type == typeof(DateTimeOffset)
                                ? row.GetDateTimeOffset(name)
                                : stored;

    private static Property[] PropertiesOf(Type type) =>
        Known.GetOrAdd(
            type,
            static t =>
                [
                    .. t.GetProperties()
                        .Where(p => p.CanWrite && p.GetCustomAttribute<NotStoredAttribute>() is null)
                        .Select(p => new Property(p)),
                ]
        );

    private sealed class Property
    {
        private readonly string _name;
        private readonly bool _isBeside;
        private readonly bool _isLowerCase;
        private readonly object? _unset;

        public Property(PropertyInfo info)
        {
            Info = info;
            Type = Nullable.GetUnderlyingType(info.PropertyType) ?? info.PropertyType;
            _name = info.GetCustomAttribute<StoredAsAttribute>()?.Name ?? info.Name;
            IsNeeded =
                Type == info.PropertyType
                && new NullabilityInfoContext().Create(info).WriteState == NullabilityState.NotNull
                && (info.GetCustomAttribute<RequiredMemberAttribute>() is not null || IsParameter(info));
            _isBeside = info.GetCustomAttribute<StoredBesideAttribute>() is not null;
            _isLowerCase = info.GetCustomAttribute<StoredInLowerCaseAttribute>() is not null;
            _unset = info.GetCustomAttribute<StoredUnlessDefaultAttribute>() is null
                ? null
                : Activator.CreateInstance(Type);
            Json = info.GetCustomAttribute<StoredAsJsonAttribute>()?.Options;
            if (
                Type.GetInterfaces()
                    .Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IStoredAsColumn<>))
            )
            {
                FromColumn = Type.GetMethod(nameof(IStoredAsColumn<>.FromColumn));
                ToColumn = Type.GetMethod(nameof(IStoredAsColumn<>.ToColumn));
            }
        }

        public PropertyInfo Info { get; }

        /// <summary>The type of the property; for a nullable value type the type without the question mark.</summary>
        public Type Type { get; }

        public MethodInfo? FromColumn { get; }

        public MethodInfo? ToColumn { get; }

        /// <summary>The options by which the value is written as JSON; null when it is not.</summary>
        public JsonSerializerOptions? Json { get; }

        /// <summary>True for a property that is required, or a parameter of the record, and that is never null.</summary>
        public bool IsNeeded { get; }

        public bool IsUnset(object value) => value.Equals(_unset);

        public bool IsRecord => FromColumn is null && !Type.IsEnum && Type.Assembly == typeof(RowMap).Assembly;

        public string WordOf(Enum value) =>
            _isLowerCase ? JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()) : value.ToString();

        public object EnumOf(string word) =>
            _isLowerCase
                ? Enum.GetValues(Type).Cast<Enum>().First(value => WordOf(value).Equals(word, StringComparison.Ordinal))
                : Enum.Parse(Type, word);

        private static bool IsParameter(PropertyInfo info) =>
            info.DeclaringType!.GetConstructors()
                .SelectMany(constructor => constructor.GetParameters())
                .Any(parameter => info.Name.Equals(parameter.Name, StringComparison.Ordinal));

        public string NameIn(string prefix, string around) => (_isBeside ? around : prefix) + _name;
    }
}
