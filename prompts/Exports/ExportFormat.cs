using System.Runtime.CompilerServices;

namespace AiPromptGen.Prompts.Exports;

/// <summary>A way to write prompts into a file, piece by piece, so that a large file is never in memory. Pure.</summary>
public abstract class ExportFormat
{
    private static readonly ExportFormat[] Known =
    [
        new TextExport(),
        new CsvExport(),
        new JsonExport(),
        new A1111Export(),
        new IdeogramExport(),
        new ComfyUIExport(),
    ];

    public static IReadOnlyList<ExportFormat> All => Known;

    /// <summary>As it is asked for.</summary>
    public abstract string Id { get; }
    public abstract string ContentType { get; }

    /// <summary>Of the file, without a dot.</summary>
    public abstract string Extension { get; }

    public static ExportFormat? Find(string id) =>
        Array.Find(Known, format => string.Equals(format.Id, id, StringComparison.Ordinal));

    /// <summary>The whole file in order.</summary>
    public async IAsyncEnumerable<string> WriteAsync(
        IAsyncEnumerable<ExportItem> items,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(items);
        yield return Head;
        var first = true;
        await foreach (var item in items.WithCancellation(cancellationToken))
        {
            yield return (first ? "" : Separator) + Write(item);
            first = false;
        }

        yield return Tail;
    }

    protected virtual string Head => "";
    protected virtual string Separator => "";
    protected virtual string Tail => "";

    protected abstract string Write(ExportItem item);
}
