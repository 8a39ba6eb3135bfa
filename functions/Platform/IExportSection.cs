namespace AiPromptGen.Platform;

/// <summary>What a slice holds of an account outside its partition, for the export.</summary>
public interface IExportSection
{
    /// <summary>Name of the section.</summary>
    string Name { get; }

    /// <summary>Rows as a person would read them: names in camel case, values as they are stored.</summary>
    IAsyncEnumerable<IReadOnlyDictionary<string, object?>> RowsAsync(
        AccountId accountId,
        CancellationToken cancellationToken
    );
}
