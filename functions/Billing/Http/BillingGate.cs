using AiPromptGen.Billing.Gateway;
using AiPromptGen.Platform.Http;
using AiPromptGen.Platform.Identity;
using Microsoft.AspNetCore.Http;

namespace AiPromptGen.Billing.Http;

/// <summary>Stands before every billing route: with paid plans off none of them exists.</summary>
internal sealed class BillingGate(Catalogue catalogue, TimeProvider time) : IDisposable
{
    /// <summary>Requests of one account in a minute that make PayPal work; it also bounds the orders that somebody leaves unpaid.</summary>
    public const int MostAMinute = 30;

    private readonly RequestWindows windows = new(time);

    /// <summary>For what makes PayPal work: an account may ask for it only so often.</summary>
    public Task<IResult> AnswerMoneyAsync(HttpRequest http, Func<Task<IResult>> answer) =>
        AnswerAsync(() =>
        {
            var (taken, reset) = windows.Count(http.Caller().AccountId.Value, TimeSpan.FromMinutes(1));
            return taken > MostAMinute
                ? Task.FromResult<IResult>(Answers.Problem(RequestWindows.TooMany(reset)))
                : answer();
        });

    public async Task<IResult> AnswerAsync(Func<Task<IResult>> answer)
    {
        if (!catalogue.IsOpen)
        {
            return Answers.Problem(Problems.NotFound);
        }

        try
        {
            return await answer();
        }
        catch (PaymentProviderException)
        {
            return Answers.Problem(BillingProblems.ProviderUnavailable);
        }
    }

    public void Dispose() => windows.Dispose();
}
