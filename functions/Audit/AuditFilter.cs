namespace AiPromptGen.Audit;

/// <summary>Which rows a question is about.</summary>
internal sealed record AuditFilter
{
    /// <summary>Inclusive. Rows hold times cut to the minute, so all rows of the minute that this time is in are found.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>The end, exclusive.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>Keys of the one account to find rows of; null for the rows of all accounts.</summary>
    public IReadOnlyList<AccountKey>? Keys { get; init; }

    /// <summary>A status, with or without its problem code.</summary>
    public string? Status { get; init; }

    /// <summary>A provider, with or without its model.</summary>
    public string? Route { get; init; }

    public string ToQuery()
    {
        List<string> terms =
        [
            TableClient.CreateQueryFilter($"RequestedAt ge {AuditTrail.Minute(From)}"),
            TableClient.CreateQueryFilter($"RequestedAt lt {Until}"),
        ];
        if (Keys is { } keys)
        {
            terms.Add(AnyOf(keys.Select(k => TableClient.CreateQueryFilter($"AccountKey eq {k.Value}"))));
        }

        if (Status is { } status)
        {
            // In ASCII ';' follows ':', so the range is every text that begins with the status and a colon.
            var (first, end) = (status + ":", status + ";");
            terms.Add(
                TableClient.CreateQueryFilter(
                    $"(RequestStatus eq {status} or (RequestStatus ge {first} and RequestStatus lt {end}))"
                )
            );
        }

        if (Route is { } route)
        {
            // In ASCII '0' follows '/', so the range is every text that begins with the provider and a slash.
            var (first, end) = (route + "/", route + "0");
            terms.Add(
                TableClient.CreateQueryFilter(
                    $"(ModelRoute eq {route} or (ModelRoute ge {first} and ModelRoute lt {end}))"
                )
            );
        }

        return string.Join(" and ", terms);
    }

    private static string AnyOf(IEnumerable<string> terms) => $"({string.Join(" or ", terms)})";
}
