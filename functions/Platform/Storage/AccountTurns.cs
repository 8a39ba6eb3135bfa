namespace AiPromptGen.Platform.Storage;

/// <summary>
/// All accounts, shared out over the hours of a day by the first digits of their ids: a timer that runs each hour looks at every
/// account once a day and remembers nothing. A run that is lost is made up for the next day.
/// </summary>
internal static class AccountTurns
{
    private const int Parts = 256;
    private const int HoursADay = 24;

    /// <returns>Partition keys of the hour: from the first one to the first that is beyond.</returns>
    public static (string From, string End) Of(DateTimeOffset now)
    {
        var hour = now.UtcDateTime.Hour;
        return (Key(hour), Key(hour + 1));
    }

    /// <summary>Ids are an 'a' and hex digits.</summary>
    private static string Key(int hour) => hour == HoursADay ? "b" : $"a{hour * Parts / HoursADay:x2}";
}
