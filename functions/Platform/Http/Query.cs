using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace AiPromptGen.Platform.Http;

/// <summary>Query strings are part of the contract: an unknown or repeated parameter is a mistake worth telling.</summary>
internal static class Query
{
    public static readonly Problem CursorInvalid = Problems.Invalid(
        "cursor",
        "cursor-invalid",
        "Send a cursor as it was given."
    );

    public static void Allow(IQueryCollection query, params IReadOnlyCollection<string> known)
    {
        foreach (var (name, values) in query)
        {
            if (!known.Contains(name, StringComparer.Ordinal))
            {
                throw Problems
                    .Invalid("query", "query-unknown", $"Known parameters: {string.Join(", ", known)}.")
                    .ToException();
            }

            if (values.Count != 1)
            {
                throw Problems.Invalid(name, "query-repeated", "Give this parameter once.").ToException();
            }
        }
    }

    /// <summary>Page size: 1 to 100, 20 when absent.</summary>
    public static int Limit(IQueryCollection query)
    {
        if (!query.TryGetValue("limit", out var text))
        {
            return 20;
        }

        return
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit)
            && limit is >= 1 and <= 100
            ? limit
            : throw Problems.Invalid("limit", "limit-invalid", "A number from 1 to 100.").ToException();
    }
}
